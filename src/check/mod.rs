//! What the evidence, the measures or the prose do not bear out becomes a problem.

pub mod page;
