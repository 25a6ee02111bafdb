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
    1.2481, // bias
    1.0468, // English over edited French frequency of the most English word
    -0.2760, // English frequency
    0.1325, // edited French frequency
    -1.6576, // two words
    -0.3777, // three words or more
    -0.1556, // five words or more
    -0.2333, // share of words that are no French
    -0.1177, // gain of reading as English
    -0.2334, // fit of the best French
    -2.2393, // no French candidate
    0.2127, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    0.0000, // every word capitalised
    -1.1715, // known as a name
    0.0000, // first word of a sentence
    -0.7752, // in quotation marks
    -2.9905, // the whole quotation
    -0.2833, // English beside it in the quotation
    -2.0387, // in brackets
    0.0000, // in italics
    -0.7720, // a name before
    0.1166, // a name after
    -4.1782, // part of a known title
    -0.5549, // French without its accents
    0.3151, // other English near
    1.1779, // rare English word
    -0.1277, // two letters or less
    0.0000, // all capitals
    2.1361, // alone on its line
    -1.7868, // hyphenated
    0.0000, // goes with its neighbours
    0.3448, // channel of the best French
    -0.8195, // mechanism is a spelling
    0.0751, // mechanism is a homograph
    0.0300, // determiner before
    -0.5257, // English function word
    -0.4212, // code or symbol beside it
    -0.5968, // known before
    -1.5414, // known after
    0.0000, // capitalised with a repair that fits
    1.8446, // long quotation
    0.0000, // subword odds
    -0.0061, // margin, squared
    0.2177, // rarity × fit
    -6.5888, // French without accents near
    1.1951, // capitals beside it
    1.0145, // elided word before
    1.2411, // elision clashes
    1.8936, // determiner clashes
    0.5933, // accepted loan
    0.0000, // capitalised among other English
    1.3411, // an English expression
    -0.9044, // between two names
    0.1158, // clash and the repair fits
    -0.6831, // capitals of a title around it
];

static CAPITAL: [f32; COUNT] = [
    -1.2904, // bias
    0.9180, // English over edited French frequency of the most English word
    -0.3926, // English frequency
    -0.2789, // edited French frequency
    0.9371, // two words
    0.2774, // three words or more
    1.3471, // five words or more
    -0.6823, // share of words that are no French
    0.1063, // gain of reading as English
    -0.1458, // fit of the best French
    -2.1170, // no French candidate
    0.2513, // margin of repair over keep
    -1.0021, // capitalised inside a sentence
    -2.6020, // every word capitalised
    -2.0392, // known as a name
    0.0000, // first word of a sentence
    -0.7073, // in quotation marks
    -3.3300, // the whole quotation
    -0.1438, // English beside it in the quotation
    -1.4631, // in brackets
    0.0000, // in italics
    -1.5452, // a name before
    -0.7664, // a name after
    -3.0857, // part of a known title
    0.0325, // French without its accents
    0.6397, // other English near
    -2.2882, // rare English word
    0.5975, // two letters or less
    -3.6219, // all capitals
    0.0000, // alone on its line
    2.1633, // hyphenated
    0.0000, // goes with its neighbours
    0.1675, // channel of the best French
    -0.4082, // mechanism is a spelling
    -0.6424, // mechanism is a homograph
    0.3860, // determiner before
    0.9545, // English function word
    0.0779, // code or symbol beside it
    0.2469, // known before
    -0.1470, // known after
    -0.1370, // capitalised with a repair that fits
    0.8965, // long quotation
    0.0000, // subword odds
    0.2262, // margin, squared
    0.2107, // rarity × fit
    0.0000, // French without accents near
    -0.1650, // capitals beside it
    0.1829, // elided word before
    3.7957, // elision clashes
    -2.4335, // determiner clashes
    -0.9161, // accepted loan
    0.6397, // capitalised among other English
    -0.4614, // an English expression
    0.8734, // between two names
    0.0873, // clash and the repair fits
    -0.8048, // capitals of a title around it
];

static INITIAL: [f32; COUNT] = [
    -0.6163, // bias
    0.7482, // English over edited French frequency of the most English word
    0.1003, // English frequency
    -0.2075, // edited French frequency
    1.3844, // two words
    2.1345, // three words or more
    2.7533, // five words or more
    -1.1700, // share of words that are no French
    0.1981, // gain of reading as English
    -0.1340, // fit of the best French
    -3.7580, // no French candidate
    0.3823, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    -2.7036, // every word capitalised
    -2.6034, // known as a name
    -0.3180, // first word of a sentence
    -2.7759, // in quotation marks
    -1.8408, // the whole quotation
    0.1544, // English beside it in the quotation
    -0.9576, // in brackets
    0.0000, // in italics
    0.2980, // a name before
    -0.4706, // a name after
    -4.8082, // part of a known title
    -0.9977, // French without its accents
    0.9355, // other English near
    2.2426, // rare English word
    -0.7409, // two letters or less
    -6.6351, // all capitals
    4.8728, // alone on its line
    -0.4102, // hyphenated
    0.0000, // goes with its neighbours
    0.6990, // channel of the best French
    -2.3534, // mechanism is a spelling
    -0.2437, // mechanism is a homograph
    0.0000, // determiner before
    0.5489, // English function word
    0.6409, // code or symbol beside it
    1.2108, // known before
    -0.9553, // known after
    0.0000, // capitalised with a repair that fits
    2.4673, // long quotation
    0.0000, // subword odds
    -0.2022, // margin, squared
    0.2206, // rarity × fit
    0.0000, // French without accents near
    -0.7478, // capitals beside it
    0.0000, // elided word before
    0.0000, // elision clashes
    0.0000, // determiner clashes
    -0.4779, // accepted loan
    0.0000, // capitalised among other English
    -0.5807, // an English expression
    0.0000, // between two names
    0.0000, // clash and the repair fits
    -0.5668, // capitals of a title around it
];

static HOMOGRAPH: [f32; COUNT] = [
    -2.9862, // bias
    1.1333, // English over edited French frequency of the most English word
    0.2358, // English frequency
    0.2850, // edited French frequency
    1.3759, // two words
    4.2642, // three words or more
    -5.4018, // five words or more
    0.0000, // share of words that are no French
    -0.5113, // gain of reading as English
    -0.1404, // fit of the best French
    -2.5126, // no French candidate
    0.9066, // margin of repair over keep
    0.1338, // capitalised inside a sentence
    -0.5560, // every word capitalised
    -1.8064, // known as a name
    -0.2345, // first word of a sentence
    -0.3118, // in quotation marks
    -3.1427, // the whole quotation
    0.3935, // English beside it in the quotation
    -0.5929, // in brackets
    0.0000, // in italics
    -0.1171, // a name before
    0.3029, // a name after
    -0.4211, // part of a known title
    0.0000, // French without its accents
    0.8221, // other English near
    0.1931, // rare English word
    0.7397, // two letters or less
    -3.5403, // all capitals
    -4.0259, // alone on its line
    -2.0474, // hyphenated
    0.5481, // goes with its neighbours
    0.0007, // channel of the best French
    -0.4949, // mechanism is a spelling
    -0.0597, // mechanism is a homograph
    0.0561, // determiner before
    0.5634, // English function word
    -1.0240, // code or symbol beside it
    -0.7132, // known before
    -0.5562, // known after
    -0.0217, // capitalised with a repair that fits
    0.0604, // long quotation
    0.0000, // subword odds
    -0.3845, // margin, squared
    -0.1341, // rarity × fit
    0.0000, // French without accents near
    0.2131, // capitals beside it
    0.6291, // elided word before
    4.8465, // elision clashes
    2.3384, // determiner clashes
    0.1119, // accepted loan
    0.7382, // capitalised among other English
    0.4927, // an English expression
    -1.1733, // between two names
    0.0235, // clash and the repair fits
    -0.4612, // capitals of a title around it
];

static BROKEN: [f32; COUNT] = [
    -0.4581, // bias
    2.2544, // English over edited French frequency of the most English word
    0.1074, // English frequency
    0.0461, // edited French frequency
    -1.6155, // two words
    -0.3547, // three words or more
    0.0000, // five words or more
    0.0000, // share of words that are no French
    -1.7958, // gain of reading as English
    0.5610, // fit of the best French
    -1.2677, // no French candidate
    -0.2411, // margin of repair over keep
    -1.4760, // capitalised inside a sentence
    -1.4760, // every word capitalised
    0.0000, // known as a name
    -2.4370, // first word of a sentence
    -0.3369, // in quotation marks
    -1.6353, // the whole quotation
    0.9806, // English beside it in the quotation
    -2.2742, // in brackets
    0.0000, // in italics
    0.1486, // a name before
    -1.1368, // a name after
    0.0000, // part of a known title
    -2.1948, // French without its accents
    1.2546, // other English near
    -0.3220, // rare English word
    -1.3588, // two letters or less
    0.0000, // all capitals
    2.1484, // alone on its line
    -2.3828, // hyphenated
    0.0000, // goes with its neighbours
    1.3529, // channel of the best French
    0.0000, // mechanism is a spelling
    0.0000, // mechanism is a homograph
    -0.8540, // determiner before
    13.3771, // English function word
    -1.2200, // code or symbol beside it
    -2.3601, // known before
    0.9436, // known after
    0.0000, // capitalised with a repair that fits
    0.6773, // long quotation
    0.0676, // subword odds
    0.4414, // margin, squared
    18.0877, // rarity × fit
    -1.6665, // French without accents near
    0.1913, // capitals beside it
    -0.7301, // elided word before
    -1.6891, // elision clashes
    0.0000, // determiner clashes
    0.0000, // accepted loan
    -3.3794, // capitalised among other English
    0.0000, // an English expression
    -1.6109, // between two names
    2.5838, // clash and the repair fits
    0.7399, // capitals of a title around it
];

/// The probability from which on a candidate is reported.
pub(super) fn threshold(model: Model) -> f32 {
    match model {
        Model::Lexical => 0.9000,
        Model::Capital => 0.5160,
        Model::Initial => 0.5520,
        Model::Homograph => 0.5016,
        Model::Broken => 0.4511,
    }
}
