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
    1.1449, // bias
    0.9773, // English over edited French frequency of the most English word
    -0.2291, // English frequency
    0.2417, // edited French frequency
    -1.9200, // two words
    -1.1470, // three words or more
    0.0437, // five words or more
    -0.2240, // share of words that are no French
    -0.0693, // gain of reading as English
    -0.2701, // fit of the best French
    -1.6730, // no French candidate
    0.3221, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    0.0000, // every word capitalised
    -0.9950, // known as a name
    0.0000, // first word of a sentence
    -0.7433, // in quotation marks
    -3.2101, // the whole quotation
    -0.1635, // English beside it in the quotation
    -2.0065, // in brackets
    0.0000, // in italics
    -0.8358, // a name before
    -0.0960, // a name after
    -4.1703, // part of a known title
    -0.6685, // French without its accents
    0.3486, // other English near
    1.0332, // rare English word
    -0.2075, // two letters or less
    0.0000, // all capitals
    2.2990, // alone on its line
    -1.8077, // hyphenated
    0.0000, // goes with its neighbours
    0.1208, // channel of the best French
    -0.7324, // mechanism is a spelling
    -0.0849, // mechanism is a homograph
    -0.0057, // determiner before
    -0.4044, // English function word
    -0.2993, // code or symbol beside it
    -0.2817, // known before
    -1.2809, // known after
    0.0000, // capitalised with a repair that fits
    1.6957, // long quotation
    0.0000, // subword odds
    0.0336, // margin, squared
    0.1749, // rarity × fit
    -6.5736, // French without accents near
    1.2388, // capitals beside it
    0.9566, // elided word before
    1.2501, // elision clashes
    2.0745, // determiner clashes
    -0.1784, // accepted loan
    0.0000, // capitalised among other English
    1.1916, // an English expression
    -0.9949, // between two names
    0.1280, // clash and the repair fits
    -0.6319, // capitals of a title around it
];

static CAPITAL: [f32; COUNT] = [
    -1.4401, // bias
    0.9091, // English over edited French frequency of the most English word
    -0.3149, // English frequency
    -0.0727, // edited French frequency
    1.0656, // two words
    -0.1697, // three words or more
    0.7306, // five words or more
    -0.7559, // share of words that are no French
    0.2359, // gain of reading as English
    -0.1814, // fit of the best French
    -1.1982, // no French candidate
    0.5944, // margin of repair over keep
    -1.1148, // capitalised inside a sentence
    -2.6601, // every word capitalised
    -2.2357, // known as a name
    0.0000, // first word of a sentence
    -0.6543, // in quotation marks
    -3.4997, // the whole quotation
    -0.1282, // English beside it in the quotation
    -1.5452, // in brackets
    0.0000, // in italics
    -1.1892, // a name before
    -0.3727, // a name after
    -3.3345, // part of a known title
    0.6000, // French without its accents
    0.6516, // other English near
    -2.3905, // rare English word
    0.6137, // two letters or less
    -3.5876, // all capitals
    0.0000, // alone on its line
    1.8163, // hyphenated
    0.0000, // goes with its neighbours
    0.1123, // channel of the best French
    -0.5795, // mechanism is a spelling
    -0.6640, // mechanism is a homograph
    0.3549, // determiner before
    0.8168, // English function word
    -0.0415, // code or symbol beside it
    0.3584, // known before
    0.1629, // known after
    -0.1612, // capitalised with a repair that fits
    0.7944, // long quotation
    0.0000, // subword odds
    -0.1069, // margin, squared
    0.2023, // rarity × fit
    0.0000, // French without accents near
    -0.1454, // capitals beside it
    0.0625, // elided word before
    4.1359, // elision clashes
    -2.0466, // determiner clashes
    -1.8747, // accepted loan
    0.6516, // capitalised among other English
    -1.3184, // an English expression
    0.1739, // between two names
    0.0555, // clash and the repair fits
    -0.5842, // capitals of a title around it
];

static INITIAL: [f32; COUNT] = [
    -0.6073, // bias
    0.7231, // English over edited French frequency of the most English word
    0.1368, // English frequency
    -0.1198, // edited French frequency
    1.4632, // two words
    1.9107, // three words or more
    2.7543, // five words or more
    -1.1159, // share of words that are no French
    0.1499, // gain of reading as English
    -0.2190, // fit of the best French
    -3.1778, // no French candidate
    0.6480, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    -2.3178, // every word capitalised
    -2.5120, // known as a name
    -0.2992, // first word of a sentence
    -2.7562, // in quotation marks
    -1.6122, // the whole quotation
    0.1023, // English beside it in the quotation
    -1.1066, // in brackets
    0.0000, // in italics
    0.6106, // a name before
    -0.5750, // a name after
    -4.5929, // part of a known title
    -1.0566, // French without its accents
    0.9043, // other English near
    2.0152, // rare English word
    -0.5708, // two letters or less
    -6.5091, // all capitals
    4.6722, // alone on its line
    -0.5978, // hyphenated
    0.0000, // goes with its neighbours
    0.4856, // channel of the best French
    -2.0259, // mechanism is a spelling
    -0.0545, // mechanism is a homograph
    0.0000, // determiner before
    0.3859, // English function word
    0.8806, // code or symbol beside it
    1.2053, // known before
    -0.9091, // known after
    0.0000, // capitalised with a repair that fits
    2.5436, // long quotation
    0.0000, // subword odds
    -0.4679, // margin, squared
    0.2319, // rarity × fit
    0.0000, // French without accents near
    -0.6006, // capitals beside it
    0.0000, // elided word before
    0.0000, // elision clashes
    0.0000, // determiner clashes
    -0.5867, // accepted loan
    0.0000, // capitalised among other English
    -0.8902, // an English expression
    0.0000, // between two names
    0.0000, // clash and the repair fits
    -0.5112, // capitals of a title around it
];

static HOMOGRAPH: [f32; COUNT] = [
    -4.0707, // bias
    1.0793, // English over edited French frequency of the most English word
    0.3695, // English frequency
    0.0900, // edited French frequency
    2.8948, // two words
    5.4274, // three words or more
    -5.8134, // five words or more
    0.0000, // share of words that are no French
    -0.9366, // gain of reading as English
    -0.1701, // fit of the best French
    -1.5824, // no French candidate
    0.9979, // margin of repair over keep
    -0.3773, // capitalised inside a sentence
    0.6497, // every word capitalised
    -0.5712, // known as a name
    -0.3543, // first word of a sentence
    -0.3388, // in quotation marks
    -3.2320, // the whole quotation
    0.4747, // English beside it in the quotation
    -0.5846, // in brackets
    0.0000, // in italics
    -0.3561, // a name before
    0.2103, // a name after
    -0.3818, // part of a known title
    0.0000, // French without its accents
    0.8310, // other English near
    0.3390, // rare English word
    0.4594, // two letters or less
    -3.6783, // all capitals
    -4.6074, // alone on its line
    -1.1559, // hyphenated
    -0.1173, // goes with its neighbours
    -0.0726, // channel of the best French
    -0.4563, // mechanism is a spelling
    -0.0037, // mechanism is a homograph
    -0.1315, // determiner before
    0.5426, // English function word
    -0.9499, // code or symbol beside it
    -0.1412, // known before
    -0.0047, // known after
    0.0176, // capitalised with a repair that fits
    0.0851, // long quotation
    0.0000, // subword odds
    -0.4758, // margin, squared
    -0.1231, // rarity × fit
    0.0000, // French without accents near
    0.2035, // capitals beside it
    0.4945, // elided word before
    4.8937, // elision clashes
    2.7608, // determiner clashes
    0.0589, // accepted loan
    0.7987, // capitalised among other English
    0.5661, // an English expression
    -0.8593, // between two names
    -0.0273, // clash and the repair fits
    -0.4578, // capitals of a title around it
];

static BROKEN: [f32; COUNT] = [
    -0.4689, // bias
    2.2619, // English over edited French frequency of the most English word
    0.1108, // English frequency
    0.0507, // edited French frequency
    0.9082, // two words
    -4.4405, // three words or more
    -5.1800, // five words or more
    0.0000, // share of words that are no French
    -1.4082, // gain of reading as English
    0.4080, // fit of the best French
    -1.2224, // no French candidate
    0.3333, // margin of repair over keep
    -1.2963, // capitalised inside a sentence
    -1.2963, // every word capitalised
    -0.3365, // known as a name
    -2.6122, // first word of a sentence
    -0.3443, // in quotation marks
    -1.6079, // the whole quotation
    0.9845, // English beside it in the quotation
    -2.3223, // in brackets
    0.0000, // in italics
    0.1482, // a name before
    -1.1200, // a name after
    -0.3365, // part of a known title
    -2.1930, // French without its accents
    1.2523, // other English near
    -0.3324, // rare English word
    -1.3517, // two letters or less
    0.0000, // all capitals
    2.1495, // alone on its line
    -2.3439, // hyphenated
    0.0000, // goes with its neighbours
    1.2699, // channel of the best French
    0.0000, // mechanism is a spelling
    0.0000, // mechanism is a homograph
    -0.8568, // determiner before
    8.1413, // English function word
    -1.0526, // code or symbol beside it
    -2.3208, // known before
    0.9406, // known after
    0.0000, // capitalised with a repair that fits
    0.6793, // long quotation
    0.0654, // subword odds
    -0.2763, // margin, squared
    19.8673, // rarity × fit
    -1.6656, // French without accents near
    0.1676, // capitals beside it
    -0.6925, // elided word before
    -1.6844, // elision clashes
    0.0000, // determiner clashes
    0.0000, // accepted loan
    -5.7097, // capitalised among other English
    0.0000, // an English expression
    -1.6375, // between two names
    2.9400, // clash and the repair fits
    0.7460, // capitals of a title around it
];

/// The probability from which on a candidate is reported.
pub(super) fn threshold(model: Model) -> f32 {
    match model {
        Model::Lexical => 0.7947,
        Model::Capital => 0.4582,
        Model::Initial => 0.5822,
        Model::Homograph => 0.3988,
        Model::Broken => 0.4496,
    }
}
