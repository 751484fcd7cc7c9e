//! Problems on a screen or for a program.
