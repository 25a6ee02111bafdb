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
    0.4130, // bias
    1.3378, // English over edited French frequency of the most English word
    -0.6903, // English frequency
    0.1582, // edited French frequency
    -0.9460, // two words
    -2.0921, // three words or more
    -0.2844, // five words or more
    -0.3821, // share of words that are no French
    -0.3753, // gain of reading as English
    -0.2781, // fit of the best French
    -2.3986, // no French candidate
    0.1738, // margin of repair over keep
    -2.5077, // capitalised inside a sentence
    -3.4170, // every word capitalised
    -2.2416, // known as a name
    -0.0349, // first word of a sentence
    -1.1480, // in quotation marks
    -3.1382, // the whole quotation
    -0.1497, // English beside it in the quotation
    -2.0112, // in brackets
    0.0000, // in italics
    -1.3005, // a name before
    -0.4492, // a name after
    -3.6038, // part of a known title
    0.1170, // French without its accents
    0.3149, // other English near
    0.8821, // rare English word
    0.4232, // two letters or less
    -2.9510, // all capitals
    0.0641, // alone on its line
    -0.0909, // hyphenated
    0.0000, // goes with its neighbours
    0.4767, // channel of the best French
    -1.0860, // mechanism is a spelling
    0.0929, // mechanism is a homograph
    0.1637, // determiner before
    0.1063, // English function word
    -0.2641, // code or symbol beside it
    -0.5343, // known before
    -0.9885, // known after
    0.1285, // capitalised with a repair that fits
    1.8946, // long quotation
    0.0000, // subword odds
    0.1736, // margin, squared
    0.1892, // rarity × fit
    0.0000, // same word elsewhere in small letters
    -0.0060, // capitals beside it
    1.2908, // elided word before
];

static HOMOGRAPH: [f32; COUNT] = [
    -3.0517, // bias
    0.4736, // English over edited French frequency of the most English word
    0.6733, // English frequency
    -0.0312, // edited French frequency
    3.5362, // two words
    4.5805, // three words or more
    0.0000, // five words or more
    0.0000, // share of words that are no French
    -0.7158, // gain of reading as English
    -0.4021, // fit of the best French
    -1.9620, // no French candidate
    1.0489, // margin of repair over keep
    -0.4416, // capitalised inside a sentence
    -2.9352, // every word capitalised
    -4.9173, // known as a name
    -0.3824, // first word of a sentence
    -0.3920, // in quotation marks
    -2.4386, // the whole quotation
    0.5430, // English beside it in the quotation
    -1.1067, // in brackets
    0.0000, // in italics
    -0.5919, // a name before
    0.5663, // a name after
    -0.3232, // part of a known title
    0.0000, // French without its accents
    0.6722, // other English near
    -0.9858, // rare English word
    -0.0859, // two letters or less
    -5.6323, // all capitals
    -3.9224, // alone on its line
    7.9827, // hyphenated
    -0.2069, // goes with its neighbours
    -0.1696, // channel of the best French
    -0.5675, // mechanism is a spelling
    -0.0644, // mechanism is a homograph
    0.3208, // determiner before
    0.1174, // English function word
    0.1070, // code or symbol beside it
    -0.7675, // known before
    -0.0364, // known after
    0.0951, // capitalised with a repair that fits
    0.4105, // long quotation
    0.0000, // subword odds
    -0.4378, // margin, squared
    0.0970, // rarity × fit
    0.0000, // same word elsewhere in small letters
    0.1295, // capitals beside it
    0.6859, // elided word before
];

static BROKEN: [f32; COUNT] = [
    -0.5042, // bias
    3.1277, // English over edited French frequency of the most English word
    0.1232, // English frequency
    0.0395, // edited French frequency
    0.0000, // two words
    0.1977, // three words or more
    0.0000, // five words or more
    0.0000, // share of words that are no French
    -0.8581, // gain of reading as English
    0.5573, // fit of the best French
    -1.2289, // no French candidate
    -0.4093, // margin of repair over keep
    -0.3376, // capitalised inside a sentence
    0.0000, // every word capitalised
    0.0000, // known as a name
    -1.9078, // first word of a sentence
    -0.3292, // in quotation marks
    -1.0083, // the whole quotation
    0.2637, // English beside it in the quotation
    -1.0331, // in brackets
    0.0000, // in italics
    -0.1720, // a name before
    0.2819, // a name after
    0.0000, // part of a known title
    -6.4540, // French without its accents
    0.5782, // other English near
    -0.3698, // rare English word
    -5.8031, // two letters or less
    0.0000, // all capitals
    5.8105, // alone on its line
    -0.9360, // hyphenated
    0.0000, // goes with its neighbours
    1.1277, // channel of the best French
    0.0000, // mechanism is a spelling
    0.0000, // mechanism is a homograph
    -0.9725, // determiner before
    0.1977, // English function word
    -0.7181, // code or symbol beside it
    -1.2908, // known before
    -1.4821, // known after
    0.0000, // capitalised with a repair that fits
    1.7628, // long quotation
    0.3944, // subword odds
    0.8279, // margin, squared
    14.1851, // rarity × fit
    0.0000, // same word elsewhere in small letters
    -0.0998, // capitals beside it
    0.8517, // elided word before
];
