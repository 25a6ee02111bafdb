//! Weights of the features. Written by `intrus-pack fit`; do not edit by hand.

#![allow(clippy::approx_constant)] // a weight may come near π/4

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
    1.1205, // bias
    0.8108, // English over edited French frequency of the most English word
    -0.0509, // English frequency
    0.1213, // edited French frequency
    -1.8075, // two words
    -1.7755, // three words or more
    1.2990, // long, in small letters, not quoted
    -0.0921, // share of words that are no French
    -0.1633, // gain of reading as English
    -0.2410, // fit of the best French
    -1.4777, // no French candidate
    0.4057, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    0.0000, // every word capitalised
    0.1659, // known as a name
    0.0000, // first word of a sentence
    -1.1158, // in quotation marks
    -2.7290, // the whole quotation
    0.0509, // English beside it in the quotation
    -2.3973, // alone in brackets
    0.0000, // in italics
    -0.7357, // a name before
    0.4510, // a name after
    -4.1365, // part of a known title
    -0.6644, // French without its accents
    0.2816, // other English near
    1.0722, // rare English word
    -0.2688, // two letters or less
    0.0000, // all capitals
    1.8060, // alone on its line
    -1.9057, // hyphenated
    0.0000, // goes with its neighbours
    -0.1897, // channel of the best French
    -0.5779, // mechanism is a spelling
    -0.1022, // mechanism is a homograph
    0.0795, // determiner before
    -0.5256, // English function word
    -0.2960, // code or symbol beside it
    -0.3705, // known before
    -1.2811, // known after
    0.0000, // capitalised with a repair that fits
    1.9594, // long quotation
    0.0000, // subword odds
    -0.0128, // margin, squared
    0.2398, // rarity × fit
    -6.5981, // French without accents near
    1.1640, // capitals beside it
    1.0164, // elided word before
    1.5193, // elision clashes
    2.6926, // determiner clashes
    -2.1788, // accepted loan
    0.0000, // capitalised among other English
    1.7471, // an English expression
    -1.1936, // between capitals, as in a title
    -0.0024, // clash and the repair fits
    -0.6024, // capitals of a title around it
    0.0000, // infinitive in its place
];

static CAPITAL: [f32; COUNT] = [
    -1.7857, // bias
    0.9916, // English over edited French frequency of the most English word
    -0.3751, // English frequency
    0.0298, // edited French frequency
    1.2669, // two words
    -0.4353, // three words or more
    1.7242, // long, in small letters, not quoted
    -0.1247, // share of words that are no French
    -0.0827, // gain of reading as English
    -0.0690, // fit of the best French
    -1.0316, // no French candidate
    0.6633, // margin of repair over keep
    -1.3403, // capitalised inside a sentence
    -2.5561, // every word capitalised
    -2.1100, // known as a name
    0.0000, // first word of a sentence
    -0.7303, // in quotation marks
    -2.8413, // the whole quotation
    0.0047, // English beside it in the quotation
    -3.5261, // alone in brackets
    0.0000, // in italics
    -1.2062, // a name before
    -0.2016, // a name after
    -3.1553, // part of a known title
    0.2659, // French without its accents
    0.7107, // other English near
    -2.6237, // rare English word
    1.2823, // two letters or less
    -3.9077, // all capitals
    0.0000, // alone on its line
    1.4974, // hyphenated
    0.0000, // goes with its neighbours
    -0.1550, // channel of the best French
    -0.5743, // mechanism is a spelling
    -0.7821, // mechanism is a homograph
    0.2238, // determiner before
    0.9396, // English function word
    -0.6731, // code or symbol beside it
    0.4862, // known before
    0.1969, // known after
    -0.1780, // capitalised with a repair that fits
    0.5837, // long quotation
    0.0000, // subword odds
    -0.0513, // margin, squared
    0.0051, // rarity × fit
    0.0000, // French without accents near
    -0.1059, // capitals beside it
    0.2781, // elided word before
    4.1412, // elision clashes
    0.8074, // determiner clashes
    2.2880, // accepted loan
    0.7107, // capitalised among other English
    -1.4412, // an English expression
    -0.5949, // between capitals, as in a title
    -0.0002, // clash and the repair fits
    -0.4296, // capitals of a title around it
    0.0000, // infinitive in its place
];

static INITIAL: [f32; COUNT] = [
    -0.7567, // bias
    0.6894, // English over edited French frequency of the most English word
    -0.0083, // English frequency
    -0.0489, // edited French frequency
    0.4758, // two words
    -0.6515, // three words or more
    0.4219, // long, in small letters, not quoted
    -1.5134, // share of words that are no French
    0.4519, // gain of reading as English
    -0.2697, // fit of the best French
    -4.5234, // no French candidate
    0.7830, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    -2.5099, // every word capitalised
    -2.3536, // known as a name
    -0.3317, // first word of a sentence
    -2.8390, // in quotation marks
    -1.4254, // the whole quotation
    -0.1430, // English beside it in the quotation
    -0.4256, // alone in brackets
    0.0000, // in italics
    1.2887, // a name before
    -0.5797, // a name after
    -4.5937, // part of a known title
    -0.9075, // French without its accents
    0.7854, // other English near
    2.3230, // rare English word
    -0.6760, // two letters or less
    -6.2475, // all capitals
    5.0021, // alone on its line
    -0.6835, // hyphenated
    0.0000, // goes with its neighbours
    -0.2587, // channel of the best French
    -1.8663, // mechanism is a spelling
    0.0507, // mechanism is a homograph
    0.0000, // determiner before
    0.5503, // English function word
    1.3338, // code or symbol beside it
    1.7060, // known before
    -0.6504, // known after
    0.0000, // capitalised with a repair that fits
    2.7924, // long quotation
    0.0000, // subword odds
    -0.5129, // margin, squared
    0.3878, // rarity × fit
    0.0000, // French without accents near
    -0.6111, // capitals beside it
    0.0000, // elided word before
    0.0000, // elision clashes
    0.0000, // determiner clashes
    -0.6023, // accepted loan
    0.0000, // capitalised among other English
    -0.4191, // an English expression
    -0.9453, // between capitals, as in a title
    0.0000, // clash and the repair fits
    -0.4158, // capitals of a title around it
    0.0000, // infinitive in its place
];

static HOMOGRAPH: [f32; COUNT] = [
    -4.1122, // bias
    1.0713, // English over edited French frequency of the most English word
    0.2347, // English frequency
    0.2625, // edited French frequency
    2.3495, // two words
    8.7051, // three words or more
    0.4440, // long, in small letters, not quoted
    0.0000, // share of words that are no French
    -1.3129, // gain of reading as English
    -0.2065, // fit of the best French
    -1.2279, // no French candidate
    0.9696, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    0.0000, // every word capitalised
    -4.5781, // known as a name
    -0.2088, // first word of a sentence
    -0.4431, // in quotation marks
    -2.7307, // the whole quotation
    0.6386, // English beside it in the quotation
    -2.2794, // alone in brackets
    0.0000, // in italics
    0.6633, // a name before
    0.2046, // a name after
    -1.3182, // part of a known title
    0.0000, // French without its accents
    0.8778, // other English near
    0.6767, // rare English word
    0.5823, // two letters or less
    5.7449, // all capitals
    -4.6218, // alone on its line
    -2.1827, // hyphenated
    -0.0671, // goes with its neighbours
    0.0166, // channel of the best French
    -0.4109, // mechanism is a spelling
    0.1476, // mechanism is a homograph
    -0.1083, // determiner before
    0.4829, // English function word
    -1.1948, // code or symbol beside it
    -0.2137, // known before
    0.0229, // known after
    0.0000, // capitalised with a repair that fits
    0.1362, // long quotation
    0.0000, // subword odds
    -0.3831, // margin, squared
    -0.0008, // rarity × fit
    0.0000, // French without accents near
    0.4710, // capitals beside it
    0.2053, // elided word before
    4.6675, // elision clashes
    2.7984, // determiner clashes
    -0.0447, // accepted loan
    0.0000, // capitalised among other English
    0.9418, // an English expression
    -1.0244, // between capitals, as in a title
    -0.0235, // clash and the repair fits
    -0.3309, // capitals of a title around it
    -0.2747, // infinitive in its place
];

static BROKEN: [f32; COUNT] = [
    -0.4658, // bias
    1.4236, // English over edited French frequency of the most English word
    0.1102, // English frequency
    0.0814, // edited French frequency
    0.0000, // two words
    0.0000, // three words or more
    0.0000, // long, in small letters, not quoted
    0.0000, // share of words that are no French
    0.0000, // gain of reading as English
    0.4199, // fit of the best French
    -1.1776, // no French candidate
    0.3986, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    0.0000, // every word capitalised
    0.0000, // known as a name
    0.0000, // first word of a sentence
    -0.5804, // in quotation marks
    -1.4684, // the whole quotation
    1.1920, // English beside it in the quotation
    -4.4382, // alone in brackets
    0.0000, // in italics
    0.1790, // a name before
    -1.1085, // a name after
    0.0000, // part of a known title
    -2.1905, // French without its accents
    1.2166, // other English near
    -0.3306, // rare English word
    -1.5444, // two letters or less
    0.0000, // all capitals
    1.8348, // alone on its line
    -2.3824, // hyphenated
    0.0000, // goes with its neighbours
    1.2652, // channel of the best French
    0.0000, // mechanism is a spelling
    0.0000, // mechanism is a homograph
    -0.8014, // determiner before
    0.0000, // English function word
    -1.4539, // code or symbol beside it
    -0.7254, // known before
    0.5213, // known after
    0.0000, // capitalised with a repair that fits
    0.8332, // long quotation
    0.1125, // subword odds
    -0.4649, // margin, squared
    21.9843, // rarity × fit
    -1.6660, // French without accents near
    0.2756, // capitals beside it
    -0.7371, // elided word before
    -1.6980, // elision clashes
    0.0000, // determiner clashes
    0.0000, // accepted loan
    0.0000, // capitalised among other English
    0.0000, // an English expression
    -2.6459, // between capitals, as in a title
    2.9117, // clash and the repair fits
    0.7884, // capitals of a title around it
    0.0000, // infinitive in its place
];

/// The probability from which on a candidate is reported.
pub(super) fn threshold(model: Model) -> f32 {
    match model {
        Model::Lexical => 0.8001,
        Model::Capital => 0.5466,
        Model::Initial => 0.6907,
        Model::Homograph => 0.3296,
        Model::Broken => 0.5758,
    }
}

/// What the repairs add to the log-odds at most, for all but one in a thousand intruders.
pub(super) fn ceiling(model: Model) -> f32 {
    match model {
        Model::Lexical => 3.324,
        Model::Capital => 4.531,
        Model::Initial => 4.225,
        Model::Homograph => 5.504,
        Model::Broken => 6.857,
    }
}
