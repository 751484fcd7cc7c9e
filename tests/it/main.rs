//! The tests that see the tool from outside: its library, its commands, whole projects.

mod standing;
