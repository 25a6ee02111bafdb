//! The program `intrus`; everything is in the library.

use std::process::ExitCode;

/// Repairs are many small texts: with the allocator of the C library some 7 % of the time of a run goes into finding room for them (perf, clean text).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    intrus::cli::main()
}
