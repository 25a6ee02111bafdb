//! The program `intrus`; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    intrus::cli::main()
}
