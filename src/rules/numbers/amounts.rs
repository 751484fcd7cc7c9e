//! The amounts that a registry holds in words: the quantities of claims and of quoted figures, by the number they name.

use std::collections::BTreeMap;

use crate::model::{Brief, Claim, Figure, Key, Model};
use crate::number::Number;
use crate::outcome::{Evaluation, Value};
use crate::quantity::{Quantity, SaidUnit};
use crate::vocabulary::Qualifier;

/// The quantities of a registry by the number they name.
#[derive(Debug, Default)]
pub(crate) struct Amounts {
    by_number: BTreeMap<Number, Vec<Named>>,
}

/// Something that holds a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// A claim.
    Claim(Key<Claim>),
    /// A figure that quotes.
    Figure(Key<Figure>),
}

impl Amounts {
    /// Returns the amounts of a registry.
    pub(crate) fn of(model: &Model, evaluation: &Evaluation) -> Self {
        let mut amounts = Self::default();
        let mut add = |quantity: &Quantity, named: Named| {
            if let Some(number) = quantity.exact() {
                amounts.by_number.entry(number).or_default().push(named);
            }
        };
        for (key, _, claim) in model.claims.iter() {
            if let Some(quantity) = &claim.quantity {
                add(quantity, Named::Claim(key));
            }
        }
        for key in model.figures.keys() {
            if let Some(Value::Quoted(quantity)) = evaluation.figure(key).map(|outcome| &outcome.value) {
                add(quantity, Named::Figure(key));
            }
        }
        amounts
    }

    /// Returns what names a number, the claims first, in the order of the registry.
    pub(crate) fn naming(&self, number: Number) -> &[Named] {
        self.by_number.get(&number).map_or(&[], Vec::as_slice)
    }
}

impl Named {
    /// Returns the quantity.
    pub(crate) fn quantity<'m>(self, model: &'m Model, evaluation: &'m Evaluation) -> Option<&'m Quantity> {
        match self {
            Self::Claim(claim) => model.claims[claim].quantity.as_ref(),
            Self::Figure(figure) => match &evaluation.figure(figure)?.value {
                Value::Quoted(quantity) => Some(quantity),
                _ => None,
            },
        }
    }

    /// Returns what a template prints to say it: `claims.november.quantity`.
    pub(crate) fn path(self, model: &Model) -> String {
        match self {
            Self::Claim(claim) => format!("claims.{}.quantity", model.claims.id(claim)),
            Self::Figure(figure) => format!("figures.{}", model.figures.id(figure)),
        }
    }

    /// Returns whether it is said in one of these briefs: a quoted figure may be printed in any.
    pub(crate) fn is_said_in(self, model: &Model, briefs: &[Key<Brief>]) -> bool {
        match self {
            Self::Claim(claim) => briefs.iter().any(|brief| model.briefs[*brief].lists(claim)),
            Self::Figure(_) => true,
        }
    }
}

/// Returns whether two quantities may speak of the same amount: their units do not differ.
pub(crate) fn same_unit(one: SaidUnit, other: SaidUnit) -> bool {
    one == other
        || one == SaidUnit::Plain && matches!(other, SaidUnit::Money(_))
        || other == SaidUnit::Plain && matches!(one, SaidUnit::Money(_))
}

/// Which side of a number a qualifier puts what is counted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// At it or above.
    Above,
    /// At it or below.
    Below,
    /// Near it.
    Near,
}

/// Returns the side of a qualifier; none where it says no more than the number.
pub(crate) fn side(qualifier: Qualifier) -> Option<Side> {
    match qualifier {
        Qualifier::MoreThan | Qualifier::AtLeast | Qualifier::JustOver => Some(Side::Above),
        Qualifier::LessThan | Qualifier::AtMost | Qualifier::UpTo | Qualifier::Nearly => Some(Side::Below),
        Qualifier::About => Some(Side::Near),
        Qualifier::Exactly => None,
    }
}
