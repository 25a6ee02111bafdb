//! The pack builder.
fn main() {}
