//! The command line: `shilu extract`, `shilu schema`.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
