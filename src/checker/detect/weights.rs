//! Weights of the features. Written by `intrus-pack fit`; do not edit by hand.

use super::features::{COUNT, Model};

pub(super) fn of(model: Model) -> &'static [f32; COUNT] {
    match model {
        Model::Lexical => &LEXICAL,
        Model::Homograph => &HOMOGRAPH,
        Model::Broken => &BROKEN,
    }
}

const fn at(mut list: [f32; COUNT], index: usize, value: f32) -> [f32; COUNT] {
    list[index] = value;
    list
}

static LEXICAL: [f32; COUNT] = {
    let w = [0.0; COUNT];
    let w = at(w, 0, 2.0);
    let w = at(w, 1, 0.5);
    let w = at(w, 9, 0.3);
    let w = at(w, 12, -3.0);
    let w = at(w, 13, -2.0);
    let w = at(w, 14, -1.5);
    let w = at(w, 17, -3.0);
    let w = at(w, 18, -2.0);
    let w = at(w, 21, -1.0);
    let w = at(w, 22, -1.0);
    let w = at(w, 23, -4.0);
    at(w, 24, -3.0)
};

static HOMOGRAPH: [f32; COUNT] = {
    let w = [0.0; COUNT];
    let w = at(w, 0, -3.5);
    let w = at(w, 1, 0.8);
    let w = at(w, 11, 0.6);
    at(w, 31, -0.5)
};

static BROKEN: [f32; COUNT] = {
    let w = [0.0; COUNT];
    let w = at(w, 0, -2.0);
    let w = at(w, 10, -10.0);
    at(w, 9, 0.7)
};
