//! Weights of the features. Written by `intrus-pack fit`; do not edit by hand.

use super::features::{COUNT, Model};

pub(super) fn of(model: Model) -> &'static [f32; COUNT] {
    match model {
        Model::Lexical => &LEXICAL,
        Model::Capital => &CAPITAL,
        Model::Initial => &INITIAL,
        Model::Homograph => &HOMOGRAPH,
        Model::Broken => &BROKEN,
    }
}

static LEXICAL: [f32; COUNT] = [
    1.1217, // bias
    0.9204, // English over edited French frequency of the most English word
    -0.1706, // English frequency
    0.2385, // edited French frequency
    -1.8639, // two words
    -2.1998, // three words or more
    0.6393, // long, in small letters, not quoted
    -0.2596, // share of words that are no French
    -0.1657, // gain of reading as English
    -0.2411, // fit of the best French
    -1.3626, // no French candidate
    0.3911, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    0.0000, // every word capitalised
    -0.9930, // known as a name
    0.0000, // first word of a sentence
    -0.7238, // in quotation marks
    -3.1937, // the whole quotation
    -0.0452, // English beside it in the quotation
    -2.5137, // alone in brackets
    0.0000, // in italics
    -0.7927, // a name before
    0.2347, // a name after
    -4.1784, // part of a known title
    -0.6954, // French without its accents
    0.3206, // other English near
    1.0339, // rare English word
    -0.1410, // two letters or less
    0.0000, // all capitals
    1.9812, // alone on its line
    -1.8887, // hyphenated
    0.0000, // goes with its neighbours
    -0.1098, // channel of the best French
    -0.5599, // mechanism is a spelling
    0.0078, // mechanism is a homograph
    0.0146, // determiner before
    -0.4374, // English function word
    -0.2913, // code or symbol beside it
    -0.2344, // known before
    -1.2941, // known after
    0.0000, // capitalised with a repair that fits
    1.5939, // long quotation
    0.0000, // subword odds
    -0.0286, // margin, squared
    0.2415, // rarity × fit
    -6.4808, // French without accents near
    1.1415, // capitals beside it
    0.9506, // elided word before
    1.5549, // elision clashes
    2.8004, // determiner clashes
    -2.2298, // accepted loan
    0.0000, // capitalised among other English
    1.7396, // an English expression
    -1.3516, // between two names
    -0.0052, // clash and the repair fits
    -0.6044, // capitals of a title around it
];

static CAPITAL: [f32; COUNT] = [
    -1.2366, // bias
    0.8295, // English over edited French frequency of the most English word
    -0.3116, // English frequency
    -0.0879, // edited French frequency
    0.9492, // two words
    -0.8738, // three words or more
    2.2526, // long, in small letters, not quoted
    -0.7366, // share of words that are no French
    -0.0015, // gain of reading as English
    -0.1753, // fit of the best French
    -0.9943, // no French candidate
    0.5869, // margin of repair over keep
    -0.9537, // capitalised inside a sentence
    -2.8546, // every word capitalised
    -2.1589, // known as a name
    0.0000, // first word of a sentence
    -0.7910, // in quotation marks
    -3.1403, // the whole quotation
    0.1778, // English beside it in the quotation
    -3.4682, // alone in brackets
    0.0000, // in italics
    -1.1462, // a name before
    -0.3024, // a name after
    -3.2240, // part of a known title
    0.5234, // French without its accents
    0.6869, // other English near
    -2.7616, // rare English word
    0.7933, // two letters or less
    -3.6206, // all capitals
    0.0000, // alone on its line
    1.6825, // hyphenated
    0.0000, // goes with its neighbours
    -0.1327, // channel of the best French
    -0.5309, // mechanism is a spelling
    -0.7186, // mechanism is a homograph
    0.3494, // determiner before
    0.8161, // English function word
    -0.2450, // code or symbol beside it
    0.2294, // known before
    0.1535, // known after
    -0.2091, // capitalised with a repair that fits
    0.5465, // long quotation
    0.0000, // subword odds
    -0.0238, // margin, squared
    0.2961, // rarity × fit
    0.0000, // French without accents near
    -0.0375, // capitals beside it
    0.1111, // elided word before
    4.3617, // elision clashes
    -0.8671, // determiner clashes
    -3.4238, // accepted loan
    0.6869, // capitalised among other English
    -1.2721, // an English expression
    0.3022, // between two names
    -0.1735, // clash and the repair fits
    -0.6866, // capitals of a title around it
];

static INITIAL: [f32; COUNT] = [
    -0.4900, // bias
    0.6832, // English over edited French frequency of the most English word
    0.0458, // English frequency
    0.0281, // edited French frequency
    0.6261, // two words
    -0.6201, // three words or more
    0.6526, // long, in small letters, not quoted
    -1.3191, // share of words that are no French
    0.2627, // gain of reading as English
    -0.2534, // fit of the best French
    -3.9628, // no French candidate
    0.7394, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    -2.7512, // every word capitalised
    -2.3733, // known as a name
    -0.2072, // first word of a sentence
    -2.8157, // in quotation marks
    -1.3278, // the whole quotation
    -0.1008, // English beside it in the quotation
    -0.4386, // alone in brackets
    0.0000, // in italics
    1.2800, // a name before
    -0.8078, // a name after
    -4.3902, // part of a known title
    -0.8489, // French without its accents
    0.8353, // other English near
    2.1451, // rare English word
    -0.7038, // two letters or less
    -6.3148, // all capitals
    5.0512, // alone on its line
    -0.5559, // hyphenated
    0.0000, // goes with its neighbours
    -0.1356, // channel of the best French
    -1.9682, // mechanism is a spelling
    0.1300, // mechanism is a homograph
    0.0000, // determiner before
    0.4771, // English function word
    1.5201, // code or symbol beside it
    1.4123, // known before
    -0.6162, // known after
    0.0000, // capitalised with a repair that fits
    2.7738, // long quotation
    0.0000, // subword odds
    -0.5292, // margin, squared
    0.3983, // rarity × fit
    0.0000, // French without accents near
    -0.6672, // capitals beside it
    0.0000, // elided word before
    0.0000, // elision clashes
    0.0000, // determiner clashes
    -0.6888, // accepted loan
    0.0000, // capitalised among other English
    -0.5090, // an English expression
    0.0000, // between two names
    0.0000, // clash and the repair fits
    -0.4238, // capitals of a title around it
];

static HOMOGRAPH: [f32; COUNT] = [
    -4.0838, // bias
    1.1314, // English over edited French frequency of the most English word
    0.1961, // English frequency
    0.2675, // edited French frequency
    2.5891, // two words
    3.9563, // three words or more
    4.1037, // long, in small letters, not quoted
    0.0000, // share of words that are no French
    -1.0314, // gain of reading as English
    -0.2010, // fit of the best French
    -2.2552, // no French candidate
    0.9714, // margin of repair over keep
    -0.3242, // capitalised inside a sentence
    0.2753, // every word capitalised
    -1.6500, // known as a name
    -0.0685, // first word of a sentence
    -0.4786, // in quotation marks
    -2.7748, // the whole quotation
    0.5302, // English beside it in the quotation
    -2.2592, // alone in brackets
    0.0000, // in italics
    -0.1188, // a name before
    0.4359, // a name after
    -1.1917, // part of a known title
    0.0000, // French without its accents
    0.8908, // other English near
    0.3100, // rare English word
    0.5839, // two letters or less
    -4.7504, // all capitals
    -4.7176, // alone on its line
    -1.9763, // hyphenated
    -0.0958, // goes with its neighbours
    0.0042, // channel of the best French
    -0.4331, // mechanism is a spelling
    0.0592, // mechanism is a homograph
    -0.1085, // determiner before
    0.6110, // English function word
    -1.0900, // code or symbol beside it
    -0.1993, // known before
    -0.0122, // known after
    0.0839, // capitalised with a repair that fits
    0.1974, // long quotation
    0.0000, // subword odds
    -0.3950, // margin, squared
    -0.0405, // rarity × fit
    0.0000, // French without accents near
    0.0534, // capitals beside it
    0.3373, // elided word before
    4.8061, // elision clashes
    2.6859, // determiner clashes
    -0.1103, // accepted loan
    0.7916, // capitalised among other English
    0.4085, // an English expression
    -0.7244, // between two names
    -0.0232, // clash and the repair fits
    -0.4973, // capitals of a title around it
];

static BROKEN: [f32; COUNT] = [
    -0.4685, // bias
    1.4172, // English over edited French frequency of the most English word
    0.1109, // English frequency
    0.0819, // edited French frequency
    2.6285, // two words
    -7.5906, // three words or more
    0.0000, // long, in small letters, not quoted
    0.0000, // share of words that are no French
    -2.2777, // gain of reading as English
    0.4158, // fit of the best French
    -1.1786, // no French candidate
    0.3961, // margin of repair over keep
    -1.4911, // capitalised inside a sentence
    -1.5786, // every word capitalised
    -0.4185, // known as a name
    -2.9397, // first word of a sentence
    -0.5632, // in quotation marks
    -1.4783, // the whole quotation
    1.2039, // English beside it in the quotation
    -4.4221, // alone in brackets
    0.0000, // in italics
    0.1718, // a name before
    -1.1285, // a name after
    -0.4185, // part of a known title
    -2.1842, // French without its accents
    1.2153, // other English near
    -0.3323, // rare English word
    -1.5348, // two letters or less
    -0.0000, // all capitals
    1.8279, // alone on its line
    -2.3894, // hyphenated
    0.0000, // goes with its neighbours
    1.2698, // channel of the best French
    0.0000, // mechanism is a spelling
    0.0000, // mechanism is a homograph
    -0.7965, // determiner before
    7.8374, // English function word
    -1.4360, // code or symbol beside it
    -0.7402, // known before
    0.5390, // known after
    0.0000, // capitalised with a repair that fits
    0.7970, // long quotation
    0.0602, // subword odds
    -0.4580, // margin, squared
    22.0188, // rarity × fit
    -1.6633, // French without accents near
    0.2759, // capitals beside it
    -0.7442, // elided word before
    -1.6844, // elision clashes
    0.0000, // determiner clashes
    0.0000, // accepted loan
    -5.3342, // capitalised among other English
    0.0000, // an English expression
    -2.6768, // between two names
    2.9271, // clash and the repair fits
    0.7911, // capitals of a title around it
];

/// The probability from which on a candidate is reported.
pub(super) fn threshold(model: Model) -> f32 {
    match model {
        Model::Lexical => 0.8034,
        Model::Capital => 0.3984,
        Model::Initial => 0.5579,
        Model::Homograph => 0.3304,
        Model::Broken => 0.5650,
    }
}

/// What the repairs add to the log-odds at most, for all but one in a thousand intruders.
pub(super) fn ceiling(model: Model) -> f32 {
    match model {
        Model::Lexical => 3.085,
        Model::Capital => 4.289,
        Model::Initial => 3.890,
        Model::Homograph => 5.360,
        Model::Broken => 6.877,
    }
}
