//! Opens the door: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    knowns::cli::run(std::env::args_os())
}
