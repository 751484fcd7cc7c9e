//! Whole projects, with every problem they give.
