//! What a template says: its words and what it prints between them, in the order in which a reader meets them.
//!
//! A template chooses, so it can be read in several ways. Each *flow* takes the first branch of every choice, or the second
//! of every choice, and so on: every word of a template stands in one of them.

use std::collections::BTreeMap;

use minijinja::machinery::ast::{Expr, ForLoop, IfCond, Stmt};

use crate::text::Span;

use crate::template::tags;

/// One way to read a template.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Flow(pub(crate) Vec<FlowPart>);

/// A part of what a template says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FlowPart {
    /// Words as written, by their bytes in the template.
    Words(Span),
    /// Something printed by name, such as `["claims", "november", "quantity"]`; no name where it is not fixed.
    Printed(Vec<String>, Span),
}

/// Returns every way to read a template, the first branches first.
pub(crate) fn all(tree: &Stmt<'_>, source: &str) -> Vec<Flow> {
    let mut flows = Vec::new();
    let mut branch = 0;
    loop {
        let mut walk = FlowWalk { source, branch, most: 0, said: Vec::new(), named: BTreeMap::new() };
        walk.statement(tree);
        let most = walk.most;
        flows.push(Flow(walk.said));
        branch += 1;
        if branch >= most.max(1) {
            return flows;
        }
    }
}

struct FlowWalk<'s> {
    source: &'s str,
    /// Which branch of each choice is taken; the last where there are fewer.
    branch: usize,
    /// How many branches the widest choice has.
    most: usize,
    said: Vec<FlowPart>,
    /// What `set` and `with` gave a name to.
    named: BTreeMap<String, Vec<String>>,
}

impl FlowWalk<'_> {
    fn statements(&mut self, statements: &[Stmt<'_>]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Stmt<'_>) {
        match statement {
            Stmt::Template(template) => self.statements(&template.children),
            Stmt::EmitRaw(raw) => {
                let start = (raw.raw.as_ptr() as usize).checked_sub(self.source.as_ptr() as usize);
                if let Some(start) = start.filter(|start| start + raw.raw.len() <= self.source.len()) {
                    self.said.push(FlowPart::Words(Span::new(start, start + raw.raw.len())));
                }
            }
            Stmt::EmitExpr(emit) => self.print(&emit.expr),
            Stmt::ForLoop(each) => self.each(each),
            Stmt::IfCond(choice) => self.choose(choice),
            Stmt::WithBlock(with) => {
                for (target, value) in &with.assignments {
                    self.name(target, value);
                }
                self.statements(&with.body);
            }
            Stmt::Set(set) => self.name(&set.target, &set.expr),
            Stmt::Block(block) => self.statements(&block.body),
            _ => {}
        }
    }

    fn each(&mut self, each: &ForLoop<'_>) {
        let branches: Vec<&[Stmt<'_>]> =
            if each.else_body.is_empty() { vec![&each.body] } else { vec![&each.body, &each.else_body] };
        self.take(&branches);
    }

    fn choose(&mut self, choice: &IfCond<'_>) {
        // `elif` is an `if` alone in the other branch.
        let mut branches: Vec<&[Stmt<'_>]> = vec![&choice.true_body];
        let mut rest: &[Stmt<'_>] = &choice.false_body;
        while let [Stmt::IfCond(next)] = rest {
            branches.push(&next.true_body);
            rest = &next.false_body;
        }
        branches.push(rest);
        self.take(&branches);
    }

    fn take(&mut self, branches: &[&[Stmt<'_>]]) {
        self.most = self.most.max(branches.len());
        self.statements(branches[self.branch.min(branches.len() - 1)]);
    }

    fn name(&mut self, target: &Expr<'_>, value: &Expr<'_>) {
        if let (Expr::Var(name), Some(path)) = (target, self.path(value)) {
            self.named.insert(name.id.to_owned(), path);
        }
    }

    fn print(&mut self, expression: &Expr<'_>) {
        let span = tags::span(expression.span(), self.source);
        if let Expr::Const(constant) = expression
            && let Some(words) = constant.value.as_str()
            && let Some(at) = self.source[span.range()].find(words)
        {
            self.said.push(FlowPart::Words(Span::new(span.start + at, span.start + at + words.len())));
            return;
        }
        let path = self.path(expression).unwrap_or_default();
        self.said.push(FlowPart::Printed(path, span));
    }

    /// Returns the name that an expression prints, through what `set` and `with` named.
    fn path(&self, expression: &Expr<'_>) -> Option<Vec<String>> {
        match expression {
            Expr::Var(name) => Some(self.named.get(name.id).cloned().unwrap_or_else(|| vec![name.id.to_owned()])),
            Expr::GetAttr(attribute) => {
                let mut path = self.path(&attribute.expr)?;
                path.push(attribute.name.to_owned());
                Some(path)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use minijinja::machinery::parse;

    use super::*;

    fn read(source: &str) -> Vec<String> {
        let tree = parse(source, "x.md", crate::template::tags::syntax()).unwrap();
        let said = |said: &FlowPart| match said {
            FlowPart::Words(span) => source[span.range()].to_owned(),
            FlowPart::Printed(path, _) => format!("<{}>", path.join(".")),
        };
        all(&tree, source).iter().map(|flow| flow.0.iter().map(said).collect()).collect()
    }

    #[test]
    fn words_and_what_is_printed_stand_in_order() {
        assert_eq!(
            read("{% block body %}\nIn all {{ figures.a }} of {{ claims.b.quantity }}{{ ' x' }}.\n{% endblock %}"),
            ["In all <figures.a> of <claims.b.quantity> x.\n"]
        );
    }

    #[test]
    fn every_branch_stands_in_one_flow() {
        assert_eq!(
            read(
                "It {% if a %}rose{% elif b %}fell{% else %}stayed{% endif %}. {% for c in d %}x{% else %}y{% endfor %}"
            ),
            ["It rose. x", "It fell. y", "It stayed. y"]
        );
        assert_eq!(read("{% if a %}b{% endif %}"), ["b", ""]);
    }

    #[test]
    fn what_was_given_a_name_is_known_by_its_first_name() {
        assert_eq!(
            read("{% set c = claims.a %}{{ c.value }}{% for x in y %}{{ x.id }}{% endfor %}"),
            ["<claims.a.value><x.id>"]
        );
    }
}
