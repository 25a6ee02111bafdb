//! Where a fix may be safe, and how sure it must be there.

use super::features::*;
use crate::checker::detect::features::Model;

/// So sure a fix must be where the figures know less than elsewhere ([`asks_caution`]).
const CAUTIOUS: f32 = 0.9;

/// How sure a fix must be to be safe: at least `usual`, and more where more may be wrong than the figures know; none where no fix is
/// safe.
pub fn safe_from(usual: f32, model: Model, v: &[f32]) -> Option<f32> {
    let from = if asks_caution(model, v) { usual.max(CAUTIOUS) } else { usual };
    is_plain(v).then_some(from)
}

/// Whether a place with these features is plain text where a fix may be safe: no part of a title or quotation, with nothing around it
/// that clashes with the repair, and not a lone word in its French spelling.
pub fn is_plain(v: &[f32]) -> bool {
    let clashes = v[ELISION_CLASHES] > 0.0 || v[DETERMINER_CLASHES] > 0.0 || v[AGREES_SUBJECT] < 0.0;
    v[SET_OFF] == 0.0 && !clashes && !is_lone_spelling(v)
}

/// Whether a repair with these features is the intruder in its French spelling where nothing else is wrong: that may be the slip of
/// whoever wrote it.
fn is_lone_spelling(v: &[f32]) -> bool {
    v[COGNATE] > 0.0 && v[OTHERS] == 0.0
}

/// Whether a word with a capital inside a sentence is to be replaced, which may be a name, or what one source alone has for a
/// homograph, which may be wrong.
fn asks_caution(model: Model, v: &[f32]) -> bool {
    let sources = v[IN_TABLE] + v[IN_WORDNET] + v[IN_MOBY] + v[IN_PIVOT];
    v[CAPITAL] > 0.0 && model != Model::Initial || v[HOMOGRAPH] > 0.0 && sources <= 1.0
}
