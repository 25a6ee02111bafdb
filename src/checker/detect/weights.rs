//! Weights of the features. Written by `intrus-pack fit`; do not edit by hand.

use super::features::{COUNT, Model};

pub(super) fn of(model: Model) -> &'static [f32; COUNT] {
    match model {
        Model::Lexical => &LEXICAL,
        Model::Homograph => &HOMOGRAPH,
        Model::Broken => &BROKEN,
    }
}

static LEXICAL: [f32; COUNT] = [
    0.0233, // bias
    1.2214, // English over edited French frequency of the most English word
    -0.5130, // English frequency
    0.0026, // edited French frequency
    -1.6309, // two words
    -1.2429, // three words or more
    0.5597, // five words or more
    -1.1465, // share of words that are no French
    0.1489, // gain of reading as English
    -0.1923, // fit of the best French
    -2.2953, // no French candidate
    0.1826, // margin of repair over keep
    -1.0177, // capitalised inside a sentence
    -1.4124, // every word capitalised
    -2.0685, // known as a name
    -0.1010, // first word of a sentence
    -1.2289, // in quotation marks
    -2.8868, // the whole quotation
    -0.3268, // English beside it in the quotation
    -2.1927, // in brackets
    0.0000, // in italics
    -0.9268, // a name before
    -0.3064, // a name after
    -3.9689, // part of a known title
    -0.1929, // French without its accents
    0.5200, // other English near
    0.6956, // rare English word
    0.3312, // two letters or less
    -4.0577, // all capitals
    3.9074, // alone on its line
    -0.5701, // hyphenated
    0.0000, // goes with its neighbours
    0.3768, // channel of the best French
    -0.8133, // mechanism is a spelling
    -0.1420, // mechanism is a homograph
    0.1647, // determiner before
    0.2576, // English function word
    0.2668, // code or symbol beside it
    -0.1775, // known before
    -1.0087, // known after
    0.0534, // capitalised with a repair that fits
    1.7021, // long quotation
    0.0000, // subword odds
    0.0917, // margin, squared
    0.1405, // rarity × fit
    -6.6392, // French without accents near
    -0.4519, // capitals beside it
    0.7973, // elided word before
    1.7940, // elision clashes
    -0.7557, // determiner clashes
    -0.1502, // accepted loan
    0.4976, // capitalised among other English
    0.7335, // an English expression
    0.1642, // between two names
    0.0863, // clash and the repair fits
    -0.0341, // capitals of a title around it
];

static HOMOGRAPH: [f32; COUNT] = [
    -3.1381, // bias
    1.1114, // English over edited French frequency of the most English word
    0.2394, // English frequency
    0.2954, // edited French frequency
    1.3032, // two words
    4.4302, // three words or more
    -5.0980, // five words or more
    0.0000, // share of words that are no French
    -0.5575, // gain of reading as English
    -0.1490, // fit of the best French
    -2.5641, // no French candidate
    0.9123, // margin of repair over keep
    0.0297, // capitalised inside a sentence
    -0.4171, // every word capitalised
    -1.9097, // known as a name
    -0.3680, // first word of a sentence
    -0.3371, // in quotation marks
    -3.1496, // the whole quotation
    0.3916, // English beside it in the quotation
    -0.6544, // in brackets
    0.0000, // in italics
    -0.0184, // a name before
    0.4129, // a name after
    -0.3685, // part of a known title
    0.0000, // French without its accents
    0.9246, // other English near
    0.2287, // rare English word
    0.7827, // two letters or less
    -3.6129, // all capitals
    -3.8982, // alone on its line
    -1.8896, // hyphenated
    0.5462, // goes with its neighbours
    -0.0066, // channel of the best French
    -0.4832, // mechanism is a spelling
    -0.0750, // mechanism is a homograph
    0.0549, // determiner before
    0.5473, // English function word
    -1.1735, // code or symbol beside it
    -0.7285, // known before
    -0.5756, // known after
    -0.0002, // capitalised with a repair that fits
    0.0771, // long quotation
    0.0000, // subword odds
    -0.3779, // margin, squared
    -0.1116, // rarity × fit
    0.0000, // French without accents near
    0.3661, // capitals beside it
    0.6634, // elided word before
    4.9052, // elision clashes
    2.4058, // determiner clashes
    0.0292, // accepted loan
    0.7481, // capitalised among other English
    0.7141, // an English expression
    -1.4861, // between two names
    0.0151, // clash and the repair fits
    -0.3451, // capitals of a title around it
];

static BROKEN: [f32; COUNT] = [
    -0.3645, // bias
    2.2413, // English over edited French frequency of the most English word
    0.0807, // English frequency
    0.0134, // edited French frequency
    -1.5823, // two words
    -0.4427, // three words or more
    0.0000, // five words or more
    0.0000, // share of words that are no French
    -1.5413, // gain of reading as English
    0.5444, // fit of the best French
    -1.2826, // no French candidate
    -0.1869, // margin of repair over keep
    -1.4202, // capitalised inside a sentence
    -1.4202, // every word capitalised
    0.0000, // known as a name
    -2.7150, // first word of a sentence
    -0.3040, // in quotation marks
    -1.6797, // the whole quotation
    0.9016, // English beside it in the quotation
    -2.1127, // in brackets
    0.0000, // in italics
    -0.1872, // a name before
    -1.1663, // a name after
    0.0000, // part of a known title
    -2.3441, // French without its accents
    1.1583, // other English near
    -0.2420, // rare English word
    -1.3520, // two letters or less
    0.0000, // all capitals
    1.9740, // alone on its line
    -2.4123, // hyphenated
    0.0000, // goes with its neighbours
    1.3731, // channel of the best French
    0.0000, // mechanism is a spelling
    0.0000, // mechanism is a homograph
    -0.8579, // determiner before
    12.9104, // English function word
    -0.2724, // code or symbol beside it
    -2.5642, // known before
    1.0270, // known after
    0.0000, // capitalised with a repair that fits
    0.6791, // long quotation
    0.0843, // subword odds
    0.3604, // margin, squared
    19.1692, // rarity × fit
    -1.6897, // French without accents near
    0.1228, // capitals beside it
    -0.8576, // elided word before
    -1.6012, // elision clashes
    0.0000, // determiner clashes
    0.0000, // accepted loan
    -3.5795, // capitalised among other English
    0.0000, // an English expression
    -0.6199, // between two names
    2.5323, // clash and the repair fits
    0.3202, // capitals of a title around it
];
