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
    -1.7923, // bias
    0.9081, // English over edited French frequency of the most English word
    -0.2543, // English frequency
    -0.0298, // edited French frequency
    1.4619, // two words
    -0.1068, // three words or more
    2.1718, // long, in small letters, not quoted
    -0.0898, // share of words that are no French
    -0.1674, // gain of reading as English
    -0.0588, // fit of the best French
    -0.9079, // no French candidate
    0.6250, // margin of repair over keep
    -1.3484, // capitalised inside a sentence
    -2.8350, // every word capitalised
    -2.1866, // known as a name
    0.0000, // first word of a sentence
    -0.7216, // in quotation marks
    -2.7527, // the whole quotation
    -0.0681, // English beside it in the quotation
    -3.5744, // alone in brackets
    0.0000, // in italics
    -1.1911, // a name before
    -0.2986, // a name after
    -3.2056, // part of a known title
    0.4214, // French without its accents
    0.7538, // other English near
    -2.5468, // rare English word
    1.1757, // two letters or less
    -4.0367, // all capitals
    0.0000, // alone on its line
    1.5505, // hyphenated
    0.0000, // goes with its neighbours
    -0.1420, // channel of the best French
    -0.5954, // mechanism is a spelling
    -0.7778, // mechanism is a homograph
    0.1817, // determiner before
    0.9382, // English function word
    -0.6355, // code or symbol beside it
    0.3680, // known before
    0.2050, // known after
    -0.1753, // capitalised with a repair that fits
    0.6087, // long quotation
    0.0000, // subword odds
    -0.0354, // margin, squared
    0.0478, // rarity × fit
    -0.7382, // French without accents near
    -0.1009, // capitals beside it
    0.3081, // elided word before
    4.2050, // elision clashes
    0.8652, // determiner clashes
    2.2694, // accepted loan
    0.7538, // capitalised among other English
    -1.3503, // an English expression
    -0.0831, // between two names
    -0.0111, // clash and the repair fits
    -0.5938, // capitals of a title around it
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
    -4.1528, // bias
    1.1341, // English over edited French frequency of the most English word
    0.2192, // English frequency
    0.2710, // edited French frequency
    2.6534, // two words
    4.2631, // three words or more
    4.3234, // long, in small letters, not quoted
    0.0000, // share of words that are no French
    -1.0695, // gain of reading as English
    -0.2067, // fit of the best French
    -2.4666, // no French candidate
    0.9626, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    0.0000, // every word capitalised
    -2.0477, // known as a name
    -0.1204, // first word of a sentence
    -0.4579, // in quotation marks
    -2.8948, // the whole quotation
    0.6876, // English beside it in the quotation
    -2.3086, // alone in brackets
    0.0000, // in italics
    0.5335, // a name before
    0.3563, // a name after
    -1.2529, // part of a known title
    0.0000, // French without its accents
    0.8892, // other English near
    0.5785, // rare English word
    0.5158, // two letters or less
    -1.5267, // all capitals
    -4.7548, // alone on its line
    -2.0754, // hyphenated
    -0.1405, // goes with its neighbours
    0.0074, // channel of the best French
    -0.4146, // mechanism is a spelling
    0.1102, // mechanism is a homograph
    -0.0989, // determiner before
    0.5197, // English function word
    -1.0409, // code or symbol beside it
    -0.2288, // known before
    0.0382, // known after
    0.0000, // capitalised with a repair that fits
    0.1419, // long quotation
    0.0000, // subword odds
    -0.3801, // margin, squared
    0.0007, // rarity × fit
    0.0000, // French without accents near
    0.2128, // capitals beside it
    0.3288, // elided word before
    4.8921, // elision clashes
    2.9599, // determiner clashes
    -0.1235, // accepted loan
    0.0000, // capitalised among other English
    0.7247, // an English expression
    -0.4795, // between two names
    -0.0508, // clash and the repair fits
    -0.5211, // capitals of a title around it
];

static BROKEN: [f32; COUNT] = [
    -0.4678, // bias
    1.4180, // English over edited French frequency of the most English word
    0.1107, // English frequency
    0.0821, // edited French frequency
    0.0000, // two words
    0.0000, // three words or more
    0.0000, // long, in small letters, not quoted
    0.0000, // share of words that are no French
    -3.5877, // gain of reading as English
    0.4158, // fit of the best French
    -1.1794, // no French candidate
    0.3962, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    0.0000, // every word capitalised
    0.0000, // known as a name
    -2.3248, // first word of a sentence
    -0.5632, // in quotation marks
    -1.4783, // the whole quotation
    1.2039, // English beside it in the quotation
    -4.4222, // alone in brackets
    0.0000, // in italics
    0.1717, // a name before
    -1.1285, // a name after
    0.0000, // part of a known title
    -2.1848, // French without its accents
    1.2154, // other English near
    -0.3321, // rare English word
    -1.5347, // two letters or less
    0.0000, // all capitals
    1.8281, // alone on its line
    -2.3893, // hyphenated
    0.0000, // goes with its neighbours
    1.2695, // channel of the best French
    0.0000, // mechanism is a spelling
    0.0000, // mechanism is a homograph
    -0.7967, // determiner before
    0.0000, // English function word
    -1.4360, // code or symbol beside it
    -0.7399, // known before
    0.5395, // known after
    0.0000, // capitalised with a repair that fits
    0.7970, // long quotation
    0.0602, // subword odds
    -0.4581, // margin, squared
    22.0176, // rarity × fit
    -1.6631, // French without accents near
    0.2759, // capitals beside it
    -0.7440, // elided word before
    -1.6844, // elision clashes
    0.0000, // determiner clashes
    0.0000, // accepted loan
    0.0000, // capitalised among other English
    0.0000, // an English expression
    -2.6769, // between two names
    2.9269, // clash and the repair fits
    0.7911, // capitals of a title around it
];

/// The probability from which on a candidate is reported.
pub(super) fn threshold(model: Model) -> f32 {
    match model {
        Model::Lexical => 0.5200,
        Model::Capital => 0.5177,
        Model::Initial => 0.7349,
        Model::Homograph => 0.3215,
        Model::Broken => 0.5651,
    }
}

/// What the repairs add to the log-odds at most, for all but one in a thousand intruders.
pub(super) fn ceiling(model: Model) -> f32 {
    match model {
        Model::Lexical => 3.085,
        Model::Capital => 4.366,
        Model::Initial => 3.890,
        Model::Homograph => 5.411,
        Model::Broken => 6.876,
    }
}
