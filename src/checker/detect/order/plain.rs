//! Where a fix may be safe at all.

use super::features::*;
use crate::checker::detect::features::Model;

/// Whether a repair with these features is an inverted homograph.
fn is_homograph(v: &[f32]) -> bool {
    v[HOMOGRAPH] > 0.0
}

/// Whether a repair with these features is the intruder in its French spelling where nothing else is wrong: that may be the slip of
/// whoever wrote it.
pub fn is_lone_spelling(v: &[f32]) -> bool {
    v[COGNATE] > 0.0 && v[OTHERS] == 0.0
}

/// Longest run of words of which a fix may be safe.
const LONGEST_PLAIN: f32 = 3.0;

/// Whether a place with these features is plain text where a fix may be safe: a word or a short expression in small letters, or
/// at the start of a sentence, that is no part of a title or quotation, and nothing around clashes with the repair.
pub fn is_plain(model: Model, v: &[f32]) -> bool {
    let in_place = v[CAPITAL] == 0.0 || model == Model::Initial;
    let clashes = v[ELISION_CLASHES] > 0.0 || v[DETERMINER_CLASHES] > 0.0 || v[AGREES_SUBJECT] < 0.0;
    // One source alone may be wrong.
    let is_confirmed = !is_homograph(v) || v[IN_TABLE] + v[IN_WORDNET] + v[IN_MOBY] + v[IN_PIVOT] > 1.0;
    v[INTRUDER_WORDS] <= LONGEST_PLAIN && in_place && v[SET_OFF] == 0.0 && is_confirmed && !clashes
}
