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
    1.2942, // bias
    0.9402, // English over edited French frequency of the most English word
    -0.1940, // English frequency
    0.2387, // edited French frequency
    -1.8795, // two words
    -2.3475, // three words or more
    0.4966, // long, in small letters, not quoted
    -0.1562, // share of words that are no French
    -0.1686, // gain of reading as English
    -0.2813, // fit of the best French
    -1.7088, // no French candidate
    0.3286, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    0.0000, // every word capitalised
    -1.0144, // known as a name
    0.0000, // first word of a sentence
    -0.7105, // in quotation marks
    -3.1617, // the whole quotation
    -0.0646, // English beside it in the quotation
    -2.5450, // alone in brackets
    0.0000, // in italics
    -0.7748, // a name before
    0.2603, // a name after
    -4.1612, // part of a known title
    -0.7306, // French without its accents
    0.3223, // other English near
    1.0864, // rare English word
    -0.2195, // two letters or less
    0.0000, // all capitals
    1.9224, // alone on its line
    -1.9927, // hyphenated
    0.0000, // goes with its neighbours
    0.0707, // channel of the best French
    -0.6881, // mechanism is a spelling
    -0.1392, // mechanism is a homograph
    0.0663, // determiner before
    -0.4267, // English function word
    -0.1885, // code or symbol beside it
    -0.3313, // known before
    -1.3012, // known after
    0.0000, // capitalised with a repair that fits
    1.5949, // long quotation
    0.0000, // subword odds
    0.0260, // margin, squared
    0.1983, // rarity × fit
    -6.4595, // French without accents near
    1.0689, // capitals beside it
    0.9262, // elided word before
    1.2695, // elision clashes
    2.3055, // determiner clashes
    -0.8562, // accepted loan
    0.0000, // capitalised among other English
    1.4913, // an English expression
    -1.2955, // between two names
    0.0834, // clash and the repair fits
    -0.6255, // capitals of a title around it
];

static CAPITAL: [f32; COUNT] = [
    -1.3092, // bias
    0.8647, // English over edited French frequency of the most English word
    -0.3316, // English frequency
    -0.0481, // edited French frequency
    0.9192, // two words
    -1.3620, // three words or more
    2.2614, // long, in small letters, not quoted
    -0.6396, // share of words that are no French
    0.0907, // gain of reading as English
    -0.2171, // fit of the best French
    -1.4186, // no French candidate
    0.5994, // margin of repair over keep
    -1.0131, // capitalised inside a sentence
    -2.4352, // every word capitalised
    -2.1872, // known as a name
    0.0000, // first word of a sentence
    -0.6695, // in quotation marks
    -3.3070, // the whole quotation
    -0.0534, // English beside it in the quotation
    -3.5424, // alone in brackets
    0.0000, // in italics
    -1.1833, // a name before
    -0.3031, // a name after
    -3.2359, // part of a known title
    0.4403, // French without its accents
    0.6705, // other English near
    -2.3953, // rare English word
    0.6432, // two letters or less
    -3.7495, // all capitals
    0.0000, // alone on its line
    1.8362, // hyphenated
    0.0000, // goes with its neighbours
    -0.0123, // channel of the best French
    -0.6006, // mechanism is a spelling
    -0.7134, // mechanism is a homograph
    0.3519, // determiner before
    0.8249, // English function word
    -0.1703, // code or symbol beside it
    0.3178, // known before
    0.1196, // known after
    -0.1467, // capitalised with a repair that fits
    0.7994, // long quotation
    0.0000, // subword odds
    -0.0611, // margin, squared
    0.2487, // rarity × fit
    0.0000, // French without accents near
    -0.1033, // capitals beside it
    0.0699, // elided word before
    3.6792, // elision clashes
    -2.4212, // determiner clashes
    -1.9259, // accepted loan
    0.6705, // capitalised among other English
    -1.3723, // an English expression
    0.2273, // between two names
    0.1123, // clash and the repair fits
    -0.6574, // capitals of a title around it
];

static INITIAL: [f32; COUNT] = [
    -0.4565, // bias
    0.6988, // English over edited French frequency of the most English word
    0.0740, // English frequency
    -0.0212, // edited French frequency
    1.2250, // two words
    -0.4561, // three words or more
    0.5008, // long, in small letters, not quoted
    -1.3973, // share of words that are no French
    0.3012, // gain of reading as English
    -0.3110, // fit of the best French
    -4.4868, // no French candidate
    0.7158, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    -2.6228, // every word capitalised
    -2.3212, // known as a name
    -0.2038, // first word of a sentence
    -2.8414, // in quotation marks
    -1.4851, // the whole quotation
    -0.1433, // English beside it in the quotation
    -0.4279, // alone in brackets
    0.0000, // in italics
    1.0466, // a name before
    -0.5248, // a name after
    -4.6196, // part of a known title
    -1.0461, // French without its accents
    0.8830, // other English near
    2.5293, // rare English word
    -0.6610, // two letters or less
    -6.2727, // all capitals
    4.7962, // alone on its line
    -0.7705, // hyphenated
    0.0000, // goes with its neighbours
    0.2583, // channel of the best French
    -1.8565, // mechanism is a spelling
    -0.3235, // mechanism is a homograph
    0.0000, // determiner before
    0.3485, // English function word
    1.0302, // code or symbol beside it
    1.3955, // known before
    -0.7214, // known after
    0.0000, // capitalised with a repair that fits
    2.7455, // long quotation
    0.0000, // subword odds
    -0.5160, // margin, squared
    0.3461, // rarity × fit
    0.0000, // French without accents near
    -0.5412, // capitals beside it
    0.0000, // elided word before
    0.0000, // elision clashes
    0.0000, // determiner clashes
    -0.6726, // accepted loan
    0.0000, // capitalised among other English
    -0.2363, // an English expression
    0.0000, // between two names
    0.0000, // clash and the repair fits
    -0.5796, // capitals of a title around it
];

static HOMOGRAPH: [f32; COUNT] = [
    -4.1232, // bias
    1.0766, // English over edited French frequency of the most English word
    0.3007, // English frequency
    0.1639, // edited French frequency
    2.5298, // two words
    4.1662, // three words or more
    4.3178, // long, in small letters, not quoted
    0.0000, // share of words that are no French
    -0.9880, // gain of reading as English
    -0.1739, // fit of the best French
    -1.5173, // no French candidate
    1.0059, // margin of repair over keep
    -0.2365, // capitalised inside a sentence
    0.0609, // every word capitalised
    -1.4507, // known as a name
    -0.0873, // first word of a sentence
    -0.4469, // in quotation marks
    -2.8745, // the whole quotation
    0.5159, // English beside it in the quotation
    -1.4089, // alone in brackets
    0.0000, // in italics
    -0.2157, // a name before
    0.3197, // a name after
    -1.2255, // part of a known title
    0.0000, // French without its accents
    0.8340, // other English near
    0.3007, // rare English word
    0.5202, // two letters or less
    -4.5657, // all capitals
    -4.5871, // alone on its line
    -0.7745, // hyphenated
    -0.1143, // goes with its neighbours
    -0.0817, // channel of the best French
    -0.3735, // mechanism is a spelling
    0.0454, // mechanism is a homograph
    -0.1036, // determiner before
    0.5964, // English function word
    -0.8843, // code or symbol beside it
    -0.2571, // known before
    0.0243, // known after
    0.0390, // capitalised with a repair that fits
    0.1532, // long quotation
    0.0000, // subword odds
    -0.4773, // margin, squared
    -0.0691, // rarity × fit
    0.0000, // French without accents near
    0.1148, // capitals beside it
    0.3995, // elided word before
    4.7886, // elision clashes
    2.7850, // determiner clashes
    -0.1163, // accepted loan
    0.7837, // capitalised among other English
    0.7118, // an English expression
    -0.7218, // between two names
    -0.0398, // clash and the repair fits
    -0.4178, // capitals of a title around it
];

static BROKEN: [f32; COUNT] = [
    -0.4826, // bias
    2.2556, // English over edited French frequency of the most English word
    0.1147, // English frequency
    0.0554, // edited French frequency
    2.3200, // two words
    -7.7806, // three words or more
    0.0000, // long, in small letters, not quoted
    0.0000, // share of words that are no French
    -2.3220, // gain of reading as English
    0.4128, // fit of the best French
    -1.2052, // no French candidate
    0.2954, // margin of repair over keep
    -1.7364, // capitalised inside a sentence
    -1.8384, // every word capitalised
    -0.3453, // known as a name
    -2.1259, // first word of a sentence
    -0.4408, // in quotation marks
    -1.5712, // the whole quotation
    1.1935, // English beside it in the quotation
    -4.3844, // alone in brackets
    0.0000, // in italics
    0.0779, // a name before
    -1.2457, // a name after
    -0.3453, // part of a known title
    -2.1547, // French without its accents
    1.1754, // other English near
    -0.3436, // rare English word
    -1.3932, // two letters or less
    -0.0000, // all capitals
    2.2384, // alone on its line
    -2.3557, // hyphenated
    0.0000, // goes with its neighbours
    1.2628, // channel of the best French
    0.0000, // mechanism is a spelling
    0.0000, // mechanism is a homograph
    -0.7536, // determiner before
    8.1284, // English function word
    -1.3090, // code or symbol beside it
    -2.4230, // known before
    1.0098, // known after
    0.0000, // capitalised with a repair that fits
    0.6427, // long quotation
    0.0336, // subword odds
    -0.2405, // margin, squared
    19.5174, // rarity × fit
    -1.6477, // French without accents near
    0.3038, // capitals beside it
    -0.7301, // elided word before
    -1.6633, // elision clashes
    0.0000, // determiner clashes
    0.0000, // accepted loan
    -5.4815, // capitalised among other English
    0.0000, // an English expression
    -2.5628, // between two names
    2.9461, // clash and the repair fits
    0.7960, // capitals of a title around it
];

/// The probability from which on a candidate is reported.
pub(super) fn threshold(model: Model) -> f32 {
    match model {
        Model::Lexical => 0.8258,
        Model::Capital => 0.3935,
        Model::Initial => 0.6423,
        Model::Homograph => 0.3203,
        Model::Broken => 0.5451,
    }
}
