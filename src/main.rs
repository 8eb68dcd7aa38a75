//! The program.

use std::process::ExitCode;

fn main() -> ExitCode {
    roscope::cli::main()
}
