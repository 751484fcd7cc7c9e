//! What a template may hold. Its syntax tree is walked once, before it is compiled: a template prints, chooses and repeats;
//! it does not calculate, compare numbers, capture text or define functions. So it cannot make a number nobody can trace,
//! nor grow without end.

use minijinja::machinery::ast::{BinOpKind, CallArg, CompareOpKind, Expr, Stmt, UnaryOpKind};
use minijinja::machinery::parse;

use crate::template::fault::{self, SyntaxFault};
use crate::template::flow::{self, Flow};
use crate::template::tags;
use crate::text::Span;
use crate::text::unseen::{UnseenCharacter, found};

/// What is known of a template from its syntax tree.
#[derive(Debug, Default)]
pub(crate) struct ParsedTemplate {
    /// What is wrong with it, in order.
    pub(crate) faults: Vec<(SyntaxFault, Span)>,
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
const TESTS: &[&str] = &["defined", "none", "undefined"];

/// Returns what is known of a template.
pub(crate) fn read(name: &str, source: &str, is_test: impl Fn(&str) -> bool) -> ParsedTemplate {
    let mut walk =
        SyntaxWalk { source, read: ParsedTemplate::default(), is_test: &is_test, made: vec!["loop".to_owned()] };
    let tags = tags::read(source);
    if let Some((excess, span)) = tags.excess {
        walk.read.faults.push((SyntaxFault::Excess(excess), span));
        return walk.read;
    }
    for (span, words) in tags.all.iter().flat_map(|tag| &tag.quoted) {
        // What stands there as it is was found where the file was read.
        let written_out = |met: &UnseenCharacter| !source[span.range()].contains(met.character);
        let met = found(words).find(written_out);
        walk.read.faults.extend(met.map(|met| (SyntaxFault::Unseen(met.what, met.character), *span)));
    }
    match parse(source, name, crate::template::tags::syntax()) {
        Ok(tree) => {
            walk.statement(&tree);
            walk.read.flows = flow::all(&tree, source);
        }
        Err(error) => {
            let span = tags::range(&error, source);
            let fault = fault::explain(source, &tags, span).unwrap_or_else(|| {
                let words = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
                (SyntaxFault::Syntax(words), span.unwrap_or_else(|| line(source, error.line().unwrap_or(1))))
            });
            walk.read.faults.push(fault);
        }
    }
    walk.read
}

fn line(source: &str, line: usize) -> Span {
    let text = crate::text::Text::new(source);
    text.line(line).unwrap_or(Span::new(0, 0))
}

struct SyntaxWalk<'w> {
    source: &'w str,
    read: ParsedTemplate,
    is_test: &'w dyn Fn(&str) -> bool,
    /// Names that loops, `set` and `with` made.
    made: Vec<String>,
}

impl SyntaxWalk<'_> {
    fn span(&self, at: minijinja::machinery::Span) -> Span {
        tags::span(at, self.source)
    }

    fn fault(&mut self, fault: SyntaxFault, at: minijinja::machinery::Span) {
        self.read.faults.push((fault, self.span(at)));
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
                    self.fault(SyntaxFault::Statement("recursive"), each.span());
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
            Stmt::SetBlock(it) => self.fault(SyntaxFault::Statement("set … endset"), it.span()),
            Stmt::AutoEscape(it) => self.fault(SyntaxFault::Statement("autoescape"), it.span()),
            Stmt::FilterBlock(it) => self.fault(SyntaxFault::Statement("filter"), it.span()),
            Stmt::Import(it) => self.fault(SyntaxFault::Statement("import"), it.span()),
            Stmt::FromImport(it) => self.fault(SyntaxFault::Statement("from"), it.span()),
            Stmt::Macro(it) => self.fault(SyntaxFault::Statement("macro"), it.span()),
            Stmt::CallBlock(it) => self.fault(SyntaxFault::Statement("call"), it.span()),
            Stmt::Do(it) => self.fault(SyntaxFault::Statement("do"), it.span()),
        }
    }

    fn uses(&mut self, name: &Expr<'_>) {
        let fixed = match name {
            Expr::Const(constant) => constant.value.as_str().map(str::to_owned),
            _ => None,
        };
        match fixed {
            Some(fixed) => self.read.uses.push((fixed, self.span(name.span()))),
            None => self.fault(SyntaxFault::Name, name.span()),
        }
    }

    fn make(&mut self, target: &Expr<'_>) {
        match target {
            Expr::Var(name) => self.made.push(name.id.to_owned()),
            Expr::List(list) => list.items.iter().for_each(|item| self.make(item)),
            Expr::Tuple(tuple) => tuple.items.iter().for_each(|item| self.make(item)),
            other => self.fault(SyntaxFault::Statement("set"), other.span()),
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
                    self.fault(SyntaxFault::Calculates, unary.span());
                }
                self.expression(&unary.expr);
            }
            Expr::BinOp(binary) => {
                let (left, right) = (&binary.left, &binary.right);
                match binary.op {
                    BinOpKind::ScAnd | BinOpKind::ScOr | BinOpKind::In => {}
                    BinOpKind::Concat => self.fault(SyntaxFault::Joins, binary.span()),
                    // A power of two literals can already be too large to hold.
                    BinOpKind::Pow => self.fault(SyntaxFault::Calculates, binary.span()),
                    _ if is_count(left) && is_count(right) => {}
                    _ => self.fault(SyntaxFault::Calculates, binary.span()),
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
                        self.fault(SyntaxFault::Calculates, compare.span());
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
                    self.fault(SyntaxFault::Filter(filter.name.to_owned()), filter.span());
                }
                if let Some(of) = &filter.expr {
                    self.expression(of);
                }
                self.arguments(&filter.args);
            }
            Expr::Test(test) => {
                if !(self.is_test)(test.name) && !TESTS.contains(&test.name) {
                    self.fault(SyntaxFault::Test(test.name.to_owned()), test.span());
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
                    self.fault(SyntaxFault::Calls(name.unwrap_or_default()), call.span());
                }
            }
            Expr::List(list) => self.fault(SyntaxFault::List, list.span()),
            Expr::Tuple(tuple) => self.fault(SyntaxFault::List, tuple.span()),
            Expr::Map(map) => self.fault(SyntaxFault::List, map.span()),
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
                        let whole = Span::new(self.span(name.span()).start, self.span(expression.span()).end);
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
