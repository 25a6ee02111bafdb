//! Which findings of a file are left out: those that an ignore comment covers, those that a baseline knows, those on lines
//! that did not change.

mod baseline;
mod changes;
mod directive;
mod directives;

pub use baseline::{Baseline, BaselineError, Entry, Known};
pub use changes::Changes;
pub use directive::{Directive, DirectiveError, Verb};
pub use directives::{Directives, Problem};
