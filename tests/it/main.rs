//! The tests that see the tool from outside: its library, its commands, whole projects.

mod broken;
mod command_line;
mod hostile;
mod project;
mod same_bytes;
mod registry_page;
mod standing;
