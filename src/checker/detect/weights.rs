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
    1.1075, // bias
    0.8399, // English over edited French frequency of the most English word
    -0.0585, // English frequency
    0.1311, // edited French frequency
    -1.8484, // two words
    -1.8521, // three words or more
    1.3256, // long, in small letters, not quoted
    -0.1438, // share of words that are no French
    -0.2026, // gain of reading as English
    -0.2465, // fit of the best French
    -1.4851, // no French candidate
    0.4192, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    0.0000, // every word capitalised
    0.0624, // known as a name
    0.0000, // first word of a sentence
    -1.1326, // in quotation marks
    -2.7366, // the whole quotation
    0.0936, // English beside it in the quotation
    -2.4314, // alone in brackets
    0.0000, // in italics
    -0.6932, // a name before
    0.4745, // a name after
    -4.0835, // part of a known title
    -0.6435, // French without its accents
    0.3156, // other English near
    1.1021, // rare English word
    -0.2715, // two letters or less
    0.0000, // all capitals
    1.7488, // alone on its line
    -1.8969, // hyphenated
    0.0000, // goes with its neighbours
    -0.2056, // channel of the best French
    -0.5381, // mechanism is a spelling
    -0.1065, // mechanism is a homograph
    0.0741, // determiner before
    -0.5454, // English function word
    -0.2321, // code or symbol beside it
    -0.3393, // known before
    -1.2850, // known after
    0.0000, // capitalised with a repair that fits
    1.9450, // long quotation
    0.0000, // subword odds
    -0.0263, // margin, squared
    0.2388, // rarity × fit
    -6.5731, // French without accents near
    1.0938, // capitals beside it
    1.0645, // elided word before
    1.5626, // elision clashes
    2.8724, // determiner clashes
    -2.2478, // accepted loan
    0.0000, // capitalised among other English
    1.8143, // an English expression
    -1.3075, // between two names
    -0.0214, // clash and the repair fits
    -0.5698, // capitals of a title around it
];

static CAPITAL: [f32; COUNT] = [
    -1.7891, // bias
    0.9821, // English over edited French frequency of the most English word
    -0.3682, // English frequency
    0.0157, // edited French frequency
    1.1306, // two words
    -0.5750, // three words or more
    1.9731, // long, in small letters, not quoted
    -0.1140, // share of words that are no French
    -0.1035, // gain of reading as English
    -0.0696, // fit of the best French
    -1.0356, // no French candidate
    0.6643, // margin of repair over keep
    -1.3437, // capitalised inside a sentence
    -2.9469, // every word capitalised
    -2.1089, // known as a name
    0.0000, // first word of a sentence
    -0.7124, // in quotation marks
    -2.8437, // the whole quotation
    0.0121, // English beside it in the quotation
    -3.5343, // alone in brackets
    0.0000, // in italics
    -1.2115, // a name before
    -0.2378, // a name after
    -3.1543, // part of a known title
    0.2705, // French without its accents
    0.7119, // other English near
    -2.6177, // rare English word
    1.3002, // two letters or less
    -3.9108, // all capitals
    0.0000, // alone on its line
    1.4995, // hyphenated
    0.0000, // goes with its neighbours
    -0.1506, // channel of the best French
    -0.5773, // mechanism is a spelling
    -0.7726, // mechanism is a homograph
    0.2192, // determiner before
    0.9508, // English function word
    -0.6714, // code or symbol beside it
    0.4760, // known before
    0.1915, // known after
    -0.1784, // capitalised with a repair that fits
    0.5677, // long quotation
    0.0000, // subword odds
    -0.0485, // margin, squared
    0.0074, // rarity × fit
    0.0000, // French without accents near
    -0.1261, // capitals beside it
    0.2784, // elided word before
    4.1525, // elision clashes
    0.8339, // determiner clashes
    2.2670, // accepted loan
    0.7119, // capitalised among other English
    -1.4055, // an English expression
    -0.0960, // between two names
    -0.0033, // clash and the repair fits
    -0.4668, // capitals of a title around it
];

static INITIAL: [f32; COUNT] = [
    -0.7585, // bias
    0.6848, // English over edited French frequency of the most English word
    0.0295, // English frequency
    -0.0709, // edited French frequency
    0.3379, // two words
    -0.6092, // three words or more
    0.5446, // long, in small letters, not quoted
    -1.4392, // share of words that are no French
    0.4131, // gain of reading as English
    -0.2590, // fit of the best French
    -4.3616, // no French candidate
    0.7619, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    -3.0209, // every word capitalised
    -2.4181, // known as a name
    -0.3268, // first word of a sentence
    -2.8848, // in quotation marks
    -1.3474, // the whole quotation
    -0.0644, // English beside it in the quotation
    -0.3994, // alone in brackets
    0.0000, // in italics
    1.2749, // a name before
    -0.5888, // a name after
    -4.5220, // part of a known title
    -0.9134, // French without its accents
    0.8117, // other English near
    2.3065, // rare English word
    -0.7215, // two letters or less
    -6.2962, // all capitals
    5.1459, // alone on its line
    -0.7473, // hyphenated
    0.0000, // goes with its neighbours
    -0.1541, // channel of the best French
    -1.9690, // mechanism is a spelling
    0.0986, // mechanism is a homograph
    0.0000, // determiner before
    0.5595, // English function word
    1.4160, // code or symbol beside it
    1.6237, // known before
    -0.6896, // known after
    0.0000, // capitalised with a repair that fits
    2.7329, // long quotation
    0.0000, // subword odds
    -0.5041, // margin, squared
    0.3640, // rarity × fit
    0.0000, // French without accents near
    -0.7393, // capitals beside it
    0.0000, // elided word before
    0.0000, // elision clashes
    0.0000, // determiner clashes
    -0.5102, // accepted loan
    0.0000, // capitalised among other English
    -0.5569, // an English expression
    0.0000, // between two names
    0.0000, // clash and the repair fits
    -0.4497, // capitals of a title around it
];

static HOMOGRAPH: [f32; COUNT] = [
    -4.1155, // bias
    1.0706, // English over edited French frequency of the most English word
    0.2358, // English frequency
    0.2624, // edited French frequency
    2.3558, // two words
    8.7141, // three words or more
    0.4469, // long, in small letters, not quoted
    0.0000, // share of words that are no French
    -1.3176, // gain of reading as English
    -0.2065, // fit of the best French
    -1.2272, // no French candidate
    0.9696, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    0.0000, // every word capitalised
    -4.5807, // known as a name
    -0.2072, // first word of a sentence
    -0.4420, // in quotation marks
    -2.7298, // the whole quotation
    0.6383, // English beside it in the quotation
    -2.2794, // alone in brackets
    0.0000, // in italics
    0.6637, // a name before
    0.2044, // a name after
    -1.3191, // part of a known title
    0.0000, // French without its accents
    0.8780, // other English near
    0.6750, // rare English word
    0.5812, // two letters or less
    5.7457, // all capitals
    -4.6183, // alone on its line
    -2.1801, // hyphenated
    -0.0676, // goes with its neighbours
    0.0170, // channel of the best French
    -0.4124, // mechanism is a spelling
    0.1479, // mechanism is a homograph
    -0.1073, // determiner before
    0.4829, // English function word
    -1.1951, // code or symbol beside it
    -0.2141, // known before
    0.0237, // known after
    0.0000, // capitalised with a repair that fits
    0.1362, // long quotation
    0.0000, // subword odds
    -0.3826, // margin, squared
    -0.0001, // rarity × fit
    0.0000, // French without accents near
    0.4717, // capitals beside it
    0.2058, // elided word before
    4.6682, // elision clashes
    2.7992, // determiner clashes
    -0.0436, // accepted loan
    0.0000, // capitalised among other English
    0.9409, // an English expression
    -1.0229, // between two names
    -0.0236, // clash and the repair fits
    -0.3309, // capitals of a title around it
];

static BROKEN: [f32; COUNT] = [
    -0.4672, // bias
    1.4209, // English over edited French frequency of the most English word
    0.1105, // English frequency
    0.0818, // edited French frequency
    0.0000, // two words
    0.0000, // three words or more
    0.0000, // long, in small letters, not quoted
    0.0000, // share of words that are no French
    0.0000, // gain of reading as English
    0.4162, // fit of the best French
    -1.1789, // no French candidate
    0.3965, // margin of repair over keep
    0.0000, // capitalised inside a sentence
    0.0000, // every word capitalised
    0.0000, // known as a name
    0.0000, // first word of a sentence
    -0.5677, // in quotation marks
    -1.4802, // the whole quotation
    1.2010, // English beside it in the quotation
    -4.4270, // alone in brackets
    0.0000, // in italics
    0.1702, // a name before
    -1.1265, // a name after
    0.0000, // part of a known title
    -2.1878, // French without its accents
    1.2195, // other English near
    -0.3315, // rare English word
    -1.5395, // two letters or less
    0.0000, // all capitals
    1.8273, // alone on its line
    -2.3914, // hyphenated
    0.0000, // goes with its neighbours
    1.2688, // channel of the best French
    0.0000, // mechanism is a spelling
    0.0000, // mechanism is a homograph
    -0.8000, // determiner before
    0.0000, // English function word
    -1.4411, // code or symbol beside it
    -0.7377, // known before
    0.5385, // known after
    0.0000, // capitalised with a repair that fits
    0.7998, // long quotation
    0.0636, // subword odds
    -0.4591, // margin, squared
    22.0128, // rarity × fit
    -1.6643, // French without accents near
    0.2737, // capitals beside it
    -0.7454, // elided word before
    -1.6885, // elision clashes
    0.0000, // determiner clashes
    0.0000, // accepted loan
    0.0000, // capitalised among other English
    0.0000, // an English expression
    -2.6690, // between two names
    2.9284, // clash and the repair fits
    0.7888, // capitals of a title around it
];

/// The probability from which on a candidate is reported.
pub(super) fn threshold(model: Model) -> f32 {
    match model {
        Model::Lexical => 0.6589,
        Model::Capital => 0.5514,
        Model::Initial => 0.6842,
        Model::Homograph => 0.3293,
        Model::Broken => 0.5683,
    }
}

/// What the repairs add to the log-odds at most, for all but one in a thousand intruders.
pub(super) fn ceiling(model: Model) -> f32 {
    match model {
        Model::Lexical => 3.347,
        Model::Capital => 4.560,
        Model::Initial => 3.921,
        Model::Homograph => 5.508,
        Model::Broken => 6.878,
    }
}
