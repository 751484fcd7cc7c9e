//! The tests that see the tool from outside: its library, its commands, whole projects.

mod broken;
mod build;
mod command_line;
mod hostile;
mod project;
mod registry_page;
mod same_bytes;
mod standing;
mod trace;
mod verify;
