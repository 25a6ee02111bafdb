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
    -0.0231, // bias
    1.1472, // English over edited French frequency of the most English word
    -0.4086, // English frequency
    -0.0589, // edited French frequency
    -1.1419, // two words
    0.0767, // three words or more
    1.8598, // five words or more
    -0.1886, // share of words that are no French
    -0.2361, // gain of reading as English
    -0.2134, // fit of the best French
    -2.0604, // no French candidate
    0.1911, // margin of repair over keep
    -2.0430, // capitalised inside a sentence
    -1.2493, // every word capitalised
    -2.1277, // known as a name
    -0.1442, // first word of a sentence
    -1.2445, // in quotation marks
    -2.4794, // the whole quotation
    -0.1790, // English beside it in the quotation
    -2.1919, // in brackets
    0.0000, // in italics
    -0.5491, // a name before
    -0.0718, // a name after
    -2.9115, // part of a known title
    -0.0909, // French without its accents
    0.3504, // other English near
    0.2982, // rare English word
    0.2769, // two letters or less
    -2.5784, // all capitals
    2.6502, // alone on its line
    -2.6002, // hyphenated
    0.0000, // goes with its neighbours
    0.1977, // channel of the best French
    -0.3081, // mechanism is a spelling
    -0.1444, // mechanism is a homograph
    0.0571, // determiner before
    0.2325, // English function word
    -0.3251, // code or symbol beside it
    -0.2240, // known before
    -0.9050, // known after
    0.0444, // capitalised with a repair that fits
    1.6009, // long quotation
    0.0000, // subword odds
    0.0659, // margin, squared
    0.1735, // rarity × fit
    0.0000, // same word elsewhere in small letters
    -0.6338, // capitals beside it
    0.8575, // elided word before
    1.4630, // elision clashes
    -0.9927, // determiner clashes
    -0.8518, // accepted loan
    0.2218, // capitalised among other English
    0.9668, // an English expression
    0.0000, // fits worse than by chance
    0.1259, // clash and the repair fits
    -0.5257, // English form of a French stem
];

static HOMOGRAPH: [f32; COUNT] = [
    -3.4251, // bias
    0.9354, // English over edited French frequency of the most English word
    0.2048, // English frequency
    0.2374, // edited French frequency
    2.0657, // two words
    4.8082, // three words or more
    -2.3873, // five words or more
    0.0000, // share of words that are no French
    -0.5648, // gain of reading as English
    -0.1678, // fit of the best French
    -1.8508, // no French candidate
    0.8634, // margin of repair over keep
    -0.0672, // capitalised inside a sentence
    -1.1087, // every word capitalised
    0.0000, // known as a name
    -0.6194, // first word of a sentence
    -0.4937, // in quotation marks
    -1.4756, // the whole quotation
    0.3970, // English beside it in the quotation
    -0.8230, // in brackets
    0.0000, // in italics
    0.1791, // a name before
    0.2872, // a name after
    -0.4778, // part of a known title
    0.0000, // French without its accents
    0.6330, // other English near
    0.4543, // rare English word
    0.8671, // two letters or less
    -2.4905, // all capitals
    -4.2531, // alone on its line
    0.8073, // hyphenated
    0.6590, // goes with its neighbours
    -0.0299, // channel of the best French
    0.0795, // mechanism is a spelling
    -0.0771, // mechanism is a homograph
    -0.1197, // determiner before
    0.5121, // English function word
    -0.4819, // code or symbol beside it
    -0.4102, // known before
    -0.2221, // known after
    -0.0796, // capitalised with a repair that fits
    0.2525, // long quotation
    0.0000, // subword odds
    -0.3320, // margin, squared
    0.0000, // rarity × fit
    0.0000, // same word elsewhere in small letters
    0.0363, // capitals beside it
    0.6342, // elided word before
    4.0491, // elision clashes
    1.9577, // determiner clashes
    0.1786, // accepted loan
    0.1579, // capitalised among other English
    -0.1685, // an English expression
    0.7946, // fits worse than by chance
    0.0776, // clash and the repair fits
    -0.9318, // English form of a French stem
];

static BROKEN: [f32; COUNT] = [
    -0.2264, // bias
    1.5993, // English over edited French frequency of the most English word
    0.0398, // English frequency
    -0.0162, // edited French frequency
    -1.2354, // two words
    0.0000, // three words or more
    0.0000, // five words or more
    0.0000, // share of words that are no French
    -3.2279, // gain of reading as English
    0.5989, // fit of the best French
    -1.7513, // no French candidate
    -0.1964, // margin of repair over keep
    -1.2354, // capitalised inside a sentence
    -1.2354, // every word capitalised
    0.0000, // known as a name
    -2.6840, // first word of a sentence
    -0.5769, // in quotation marks
    -1.2357, // the whole quotation
    0.7843, // English beside it in the quotation
    -1.9502, // in brackets
    0.0000, // in italics
    0.2113, // a name before
    -0.2416, // a name after
    7.3236, // part of a known title
    -4.6615, // French without its accents
    0.8130, // other English near
    -0.1194, // rare English word
    -5.1915, // two letters or less
    0.0000, // all capitals
    3.0482, // alone on its line
    -0.9206, // hyphenated
    0.0000, // goes with its neighbours
    0.8167, // channel of the best French
    0.0000, // mechanism is a spelling
    0.0000, // mechanism is a homograph
    -1.3072, // determiner before
    -1.2354, // English function word
    -0.7832, // code or symbol beside it
    -3.0554, // known before
    -0.0153, // known after
    0.0000, // capitalised with a repair that fits
    1.0885, // long quotation
    0.3988, // subword odds
    0.2395, // margin, squared
    18.9942, // rarity × fit
    0.0000, // same word elsewhere in small letters
    0.0310, // capitals beside it
    0.0750, // elided word before
    1.0039, // elision clashes
    0.0000, // determiner clashes
    0.0000, // accepted loan
    0.0000, // capitalised among other English
    0.0000, // an English expression
    0.0000, // fits worse than by chance
    1.2122, // clash and the repair fits
    0.0000, // English form of a French stem
];
