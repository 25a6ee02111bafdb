//! The program `intrus`; everything is in the library.

use std::process::ExitCode;

/// Repairs are many small texts: with the allocator of the C library a tenth of the time goes into memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    intrus::cli::main()
}
