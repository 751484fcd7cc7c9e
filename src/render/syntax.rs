//! What a template may hold. Its syntax tree is walked once, before it is compiled: a template prints, chooses and repeats;
//! it does not calculate, compare numbers, capture text or define functions. So it cannot make a number nobody can trace,
//! nor grow without end.

use minijinja::machinery::ast::{BinOpKind, CallArg, CompareOpKind, Expr, Stmt, UnaryOpKind};
use minijinja::machinery::parse;

use crate::text::Span;

use super::flow::{self, Flow};

/// What a template does that templates may not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is not written in the template language; the parser's words.
    Syntax(String),
    /// It calculates, orders or compares numbers.
    Calculates,
    /// It joins texts with `~`.
    Joins,
    /// It uses a statement that templates have no use for, by its word.
    Statement(&'static str),
    /// It calls something, by its words.
    Calls(String),
    /// It names a filter that does not exist.
    Filter(String),
    /// It names a test that does not exist.
    Test(String),
    /// It names another template by something that is no fixed name.
    Name,
    /// It makes a list or mapping outside `for … in`.
    List,
}

/// What is known of a template from its syntax tree.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// What is wrong with it, in order.
    pub(crate) faults: Vec<(Fault, Span)>,
    /// Templates it extends or includes.
    pub(crate) uses: Vec<(String, Span)>,
    /// Every way to read it.
    pub(crate) flows: Vec<Flow>,
    /// Names it prints or asks for, as `["claims", "november", "quantity"]`, unless a loop or `set` made them.
    pub(crate) paths: Vec<(Vec<String>, Span)>,
    /// Names of which it asks whether they are there.
    pub(crate) asked: Vec<(Vec<String>, Span)>,
}

/// Filters a template may use; none of them makes text longer or numbers different.
pub(crate) const FILTERS: &[&str] = &["count", "default", "first", "last", "length", "list", "reverse"];

/// Tests a template may use beside the standings.
pub(crate) const TESTS: &[&str] = &["defined", "none", "undefined"];

/// Returns what is known of a template.
pub(crate) fn read(name: &str, source: &str, is_test: impl Fn(&str) -> bool) -> Read {
    let mut walk = Walk { read: Read::default(), is_test: &is_test, made: vec!["loop".to_owned()] };
    match parse(source, name, super::environment::syntax()) {
        Ok(tree) => {
            walk.statement(&tree);
            walk.read.flows = flow::all(&tree, source);
        }
        Err(error) => {
            let span = error.range().map_or_else(|| line(source, error.line().unwrap_or(1)), Span::from);
            let words = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
            walk.read.faults.push((Fault::Syntax(words), span));
        }
    }
    walk.read
}

fn line(source: &str, line: usize) -> Span {
    let text = crate::text::Text::new(source);
    text.line(line).unwrap_or(Span::new(0, 0))
}

struct Walk<'w> {
    read: Read,
    is_test: &'w dyn Fn(&str) -> bool,
    /// Names that loops, `set` and `with` made.
    made: Vec<String>,
}

fn span(span: minijinja::machinery::Span) -> Span {
    Span::new(span.start_offset as usize, span.end_offset as usize)
}

impl Walk<'_> {
    fn fault(&mut self, fault: Fault, at: minijinja::machinery::Span) {
        self.read.faults.push((fault, span(at)));
    }

    fn statements(&mut self, statements: &[Stmt<'_>]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Stmt<'_>) {
        match statement {
            Stmt::Template(template) => self.statements(&template.children),
            Stmt::EmitExpr(emit) => self.expression(&emit.expr),
            Stmt::EmitRaw(_) => {}
            Stmt::ForLoop(each) => {
                if each.recursive {
                    self.fault(Fault::Statement("recursive"), each.span());
                }
                self.items(&each.iter);
                let before = self.made.len();
                self.make(&each.target);
                if let Some(filter) = &each.filter_expr {
                    self.expression(filter);
                }
                self.statements(&each.body);
                self.made.truncate(before);
                self.statements(&each.else_body);
            }
            Stmt::IfCond(choice) => {
                self.expression(&choice.expr);
                self.statements(&choice.true_body);
                self.statements(&choice.false_body);
            }
            Stmt::WithBlock(with) => {
                let before = self.made.len();
                for (target, value) in &with.assignments {
                    self.expression(value);
                    self.make(target);
                }
                self.statements(&with.body);
                self.made.truncate(before);
            }
            Stmt::Set(set) => {
                self.expression(&set.expr);
                self.make(&set.target);
            }
            Stmt::Block(block) => self.statements(&block.body),
            Stmt::Extends(extends) => self.uses(&extends.name),
            Stmt::Include(include) => self.uses(&include.name),
            Stmt::SetBlock(it) => self.fault(Fault::Statement("set … endset"), it.span()),
            Stmt::AutoEscape(it) => self.fault(Fault::Statement("autoescape"), it.span()),
            Stmt::FilterBlock(it) => self.fault(Fault::Statement("filter"), it.span()),
            Stmt::Import(it) => self.fault(Fault::Statement("import"), it.span()),
            Stmt::FromImport(it) => self.fault(Fault::Statement("from"), it.span()),
            Stmt::Macro(it) => self.fault(Fault::Statement("macro"), it.span()),
            Stmt::CallBlock(it) => self.fault(Fault::Statement("call"), it.span()),
            Stmt::Do(it) => self.fault(Fault::Statement("do"), it.span()),
        }
    }

    fn uses(&mut self, name: &Expr<'_>) {
        let fixed = match name {
            Expr::Const(constant) => constant.value.as_str().map(str::to_owned),
            _ => None,
        };
        match fixed {
            Some(fixed) => self.read.uses.push((fixed, span(name.span()))),
            None => self.fault(Fault::Name, name.span()),
        }
    }

    fn make(&mut self, target: &Expr<'_>) {
        match target {
            Expr::Var(name) => self.made.push(name.id.to_owned()),
            Expr::List(list) => list.items.iter().for_each(|item| self.make(item)),
            Expr::Tuple(tuple) => tuple.items.iter().for_each(|item| self.make(item)),
            other => self.fault(Fault::Statement("set"), other.span()),
        }
    }

    /// Walks what a loop runs over: the one place where a list may be written.
    fn items(&mut self, items: &Expr<'_>) {
        match items {
            Expr::List(list) => list.items.iter().for_each(|item| self.expression(item)),
            Expr::Tuple(tuple) => tuple.items.iter().for_each(|item| self.expression(item)),
            other => self.expression(other),
        }
    }

    fn expression(&mut self, expression: &Expr<'_>) {
        match expression {
            Expr::Const(_) => {}
            Expr::Var(_) | Expr::GetAttr(_) => self.path(expression),
            Expr::GetItem(item) => {
                self.expression(&item.expr);
                self.expression(&item.subscript_expr);
            }
            Expr::Slice(slice) => {
                let parts = [Some(&slice.expr), slice.start.as_ref(), slice.stop.as_ref(), slice.step.as_ref()];
                parts.into_iter().flatten().for_each(|part| self.expression(part));
            }
            Expr::UnaryOp(unary) => {
                if matches!(unary.op, UnaryOpKind::Neg) && !is_count(&unary.expr) {
                    self.fault(Fault::Calculates, unary.span());
                }
                self.expression(&unary.expr);
            }
            Expr::BinOp(binary) => {
                let (left, right) = (&binary.left, &binary.right);
                match binary.op {
                    BinOpKind::ScAnd | BinOpKind::ScOr | BinOpKind::In => {}
                    BinOpKind::Concat => self.fault(Fault::Joins, binary.span()),
                    // A power of two literals can already be too large to hold.
                    BinOpKind::Pow => self.fault(Fault::Calculates, binary.span()),
                    _ if is_count(left) && is_count(right) => {}
                    _ => self.fault(Fault::Calculates, binary.span()),
                }
                self.expression(left);
                self.expression(right);
            }
            Expr::Compare(compare) => {
                let mut before = &compare.expr;
                self.expression(before);
                for comparison in &compare.ops {
                    let membership = matches!(comparison.op, CompareOpKind::In | CompareOpKind::NotIn);
                    if !(membership || is_count(before) && is_count(&comparison.expr)) {
                        self.fault(Fault::Calculates, compare.span());
                    }
                    before = &comparison.expr;
                    self.expression(before);
                }
            }
            Expr::IfExpr(choice) => {
                self.expression(&choice.test_expr);
                self.expression(&choice.true_expr);
                if let Some(otherwise) = &choice.false_expr {
                    self.expression(otherwise);
                }
            }
            Expr::Filter(filter) => {
                if !FILTERS.contains(&filter.name) {
                    self.fault(Fault::Filter(filter.name.to_owned()), filter.span());
                }
                if let Some(of) = &filter.expr {
                    self.expression(of);
                }
                self.arguments(&filter.args);
            }
            Expr::Test(test) => {
                if !(self.is_test)(test.name) && !TESTS.contains(&test.name) {
                    self.fault(Fault::Test(test.name.to_owned()), test.span());
                }
                // Whether something is there may be asked of a name that is not.
                if !TESTS.contains(&test.name) {
                    self.expression(&test.expr);
                } else if matches!(test.expr, Expr::Var(_) | Expr::GetAttr(_)) {
                    let printed = self.read.paths.len();
                    self.path(&test.expr);
                    self.read.asked.extend(self.read.paths.drain(printed..));
                }
                self.arguments(&test.args);
            }
            Expr::Call(call) => {
                let name = words(&call.expr);
                if name.as_deref() != Some("super") || !call.args.is_empty() {
                    self.fault(Fault::Calls(name.unwrap_or_default()), call.span());
                }
            }
            Expr::List(list) => self.fault(Fault::List, list.span()),
            Expr::Tuple(tuple) => self.fault(Fault::List, tuple.span()),
            Expr::Map(map) => self.fault(Fault::List, map.span()),
        }
    }

    fn arguments(&mut self, arguments: &[CallArg<'_>]) {
        for argument in arguments {
            match argument {
                CallArg::Pos(expr) | CallArg::Kwarg(_, expr) | CallArg::PosSplat(expr) | CallArg::KwargSplat(expr) => {
                    self.expression(expr);
                }
            }
        }
    }

    fn path(&mut self, expression: &Expr<'_>) {
        let mut names = Vec::new();
        let mut at = expression;
        loop {
            match at {
                Expr::GetAttr(attribute) => {
                    names.push(attribute.name.to_owned());
                    at = &attribute.expr;
                }
                Expr::Var(name) => {
                    if !self.made.iter().any(|made| made == name.id) {
                        names.push(name.id.to_owned());
                        names.reverse();
                        // The engine begins a name of three parts at its first dot.
                        let whole = Span::new(span(name.span()).start, span(expression.span()).end);
                        self.read.paths.push((names, whole));
                    }
                    return;
                }
                other => return self.expression(other),
            }
        }
    }
}

/// Returns whether an expression is a literal number, loop state or a length: numbers of the template's own.
fn is_count(expression: &Expr<'_>) -> bool {
    match expression {
        Expr::Const(constant) => constant.value.is_number(),
        Expr::GetAttr(attribute) => matches!(&attribute.expr, Expr::Var(name) if name.id == "loop"),
        Expr::Filter(filter) => matches!(filter.name, "length" | "count"),
        Expr::UnaryOp(unary) => is_count(&unary.expr),
        Expr::BinOp(binary) => is_count(&binary.left) && is_count(&binary.right),
        _ => false,
    }
}

fn words(expression: &Expr<'_>) -> Option<String> {
    match expression {
        Expr::Var(name) => Some(name.id.to_owned()),
        Expr::GetAttr(attribute) => words(&attribute.expr).map(|of| format!("{of}.{}", attribute.name)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(source: &str) -> Vec<(Fault, &str)> {
        let read = read("x.md", source, |name| name == "refuted");
        read.faults.into_iter().map(|(fault, span)| (fault, &source[span.range()])).collect()
    }

    #[test]
    fn a_template_prints_chooses_and_repeats() {
        for good in [
            "{% extends 'knowns/brief.md' %}{% block body %}{{ figures.rise }}{{ super() }}{% endblock %}",
            "{% for c in brief.claims %}{% if loop.index > 1 %}, {% endif %}{{ c }}{% else %}none{% endfor %}",
            "{% if brief.claims|length >= 2 and not claims.november is refuted %}{{ sources.cbp }}{% endif %}",
            "{% set c = claims.november %}{{ c.quantity }}{% with f = figures.a %}{{ f.label }}{% endwith %}",
            "{% for c in [claims.a, claims.b] %}{{ c }}{% endfor %}{{ loop.index0 + 1 }}{{ 'words' }}{{ x is defined }}",
        ] {
            assert_eq!(faults(good), [], "{good}");
        }
    }

    #[test]
    fn a_template_that_calculates_is_refused_where_it_does() {
        for bad in [
            "figures.a + figures.b",
            "figures.a > 40000",
            "figures.a == 30375",
            "claims.a.quantity * 2",
            "-figures.a",
            "'a' * 1000000000",
            "10 ** 10 ** 10",
            "(figures.a)|length < figures.b",
        ] {
            let source = format!("{{{{ {bad} }}}}");
            let found = faults(&source);
            assert_eq!(found.first().map(|(fault, _)| fault.clone()), Some(Fault::Calculates), "{bad}");
        }
    }

    #[test]
    fn a_template_cannot_grow_loop_or_define() {
        for (bad, fault) in [
            ("{% set a = 'x' ~ 'x' %}", Fault::Joins),
            ("{% set a %}x{% endset %}", Fault::Statement("set … endset")),
            ("{% macro m() %}{{ m() }}{% endmacro %}", Fault::Statement("macro")),
            ("{% for i in range(100000000) %}x{% endfor %}", Fault::Calls("range".to_owned())),
            ("{% set a = [b, b] %}", Fault::List),
            ("{% include name %}", Fault::Name),
            ("{{ x|upper }}", Fault::Filter("upper".to_owned())),
            ("{{ x is odd }}", Fault::Test("odd".to_owned())),
            ("{% import 'a' as b %}", Fault::Statement("import")),
            ("{% for i in a recursive %}{{ loop(i) }}{% endfor %}", Fault::Statement("recursive")),
            ("{{ self.body() }}", Fault::Calls("self.body".to_owned())),
        ] {
            assert_eq!(faults(bad).first().map(|(fault, _)| fault.clone()), Some(fault), "{bad}");
        }
    }

    #[test]
    fn a_template_that_cannot_be_read_says_where() {
        let found = faults("a\n{% if %}\n");
        assert!(matches!(&found[..], [(Fault::Syntax(_), _)]), "{found:?}");
        let found = faults("{{ a");
        assert!(matches!(&found[..], [(Fault::Syntax(_), _)]), "{found:?}");
    }

    #[test]
    fn names_are_collected_unless_the_template_made_them() {
        let read =
            read("x.md", "{{ claims.november.quantity }}{% for c in brief.claims %}{{ c.said }}{% endfor %}", |_| {
                false
            });
        let paths: Vec<String> = read.paths.iter().map(|(path, _)| path.join(".")).collect();
        assert_eq!(paths, ["claims.november.quantity", "brief.claims"]);
        let read = self::read("x.md", "{% if claims.november is defined %}{% endif %}", |_| false);
        assert_eq!((read.paths.len(), read.asked[0].0.join(".").as_str()), (0, "claims.november"));
    }
}
