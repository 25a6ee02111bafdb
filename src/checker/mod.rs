//! The checker: segments in, findings out.

mod arrange;
mod blocks;
#[cfg(feature = "pack-builder")]
mod candidates;
mod detect;
mod english_block;
mod explain;
mod first_pass;
mod loans;
mod looks;
mod memos;
mod message;
mod pair;
mod repair;
pub mod rules;
mod tagged;
mod terms;
mod vocabulary;

pub use arrange::arrange;
pub use blocks::{Block, Cutter};
#[cfg(feature = "pack-builder")]
#[doc(hidden)]
pub use candidates::PlaceCandidate;
#[doc(hidden)]
pub use detect::features::{
    COSTLY_FEATURES, COUNT as FEATURE_COUNT, INTRUDERS_NEAR, Model as DetectionModel, NAMES as FEATURE_NAMES,
    intruders_near,
};
#[doc(hidden)]
pub use detect::order;
#[cfg(feature = "pack-builder")]
#[doc(hidden)]
pub use detect::{forest, gate};
pub use looks::Typography;
#[doc(hidden)]
pub use pair::{Standing, weight as pair_weight};
pub use vocabulary::Vocabulary;

use crate::language::{Doubt, Pack};
use crate::text::{Applicability, Case, Document, Finding, Origin, Span, Suggestion, folded, unaccented};
use detect::features::{Candidate, Judge, Surroundings, contributions, first_opinions, second_opinions};
use detect::order::{Choice, Offer, Ordered, Values, View};
use detect::{Item, Paragraph, Run, Seed};
use english_block::Language;
use first_pass::FirstPass;
use memos::{Memos, Notes};
use repair::Repair;
use std::ops::Range;
use std::sync::Arc;

/// Finds the English in French text.
#[derive(Debug, Clone)]
pub struct Checker {
    pack: &'static Pack,
    memos: Memos,
    vocabulary: Option<Arc<Vocabulary>>,
    flags_loans: bool,
    looks: looks::Looks,
}

/// How many tokens each stage saw: the figures behind "at most 1 % of the tokens reach the context model".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effort {
    /// Words.
    pub words: u64,
    /// Words handed to the context model.
    pub reached: u64,
}

impl std::ops::AddAssign for Effort {
    fn add_assign(&mut self, other: Effort) {
        self.words += other.words;
        self.reached += other.reached;
    }
}

/// How much of something there is in a text.
#[derive(Debug, Clone, Copy)]
struct Share {
    count: f32,
    words: f32,
}

impl Share {
    /// How many intruders some candidates are, in a text of so many words.
    fn of<'a>(candidates: impl Iterator<Item = &'a Candidate>, words: u64) -> Self {
        Share { count: candidates.map(|c| c.probability).sum(), words: words as f32 }
    }

    /// In a hundred words, as [`intruders_near`] counts it, a candidate's own part aside.
    fn without(self, own: f32) -> f32 {
        intruders_near(self.count - own, self.words)
    }
}

/// What is asked of a block.
enum Asked<'l> {
    /// The findings, unless it is in English.
    Findings(&'l mut Language),
    /// The candidates.
    Candidates,
    /// These, and what the gates stop.
    All,
}

/// The repairs of a candidate as the programs see them that fit their order and look into it.
#[doc(hidden)]
#[derive(Debug, Clone)]
pub struct Choices {
    /// The bytes of the candidate.
    pub span: Span,
    /// The probability that it is an intruder.
    pub probability: f32,
    /// The model that judges it.
    pub model: DetectionModel,
    /// The features that tell the manner of the damage.
    pub manner: [f32; FEATURE_COUNT],
    /// Those that are looked at again, the best by the cheap score first.
    pub rows: Vec<ChoiceRow>,
    /// The texts of all repairs.
    pub all: Vec<String>,
}

/// A repair with its features.
#[doc(hidden)]
#[derive(Debug, Clone)]
pub struct ChoiceRow {
    /// The French, in small letters.
    pub text: String,
    /// The mechanism.
    pub origin: Origin,
    /// The features.
    pub values: Values,
}

/// A candidate with what the fitting program needs of it.
#[doc(hidden)]
#[derive(Debug, Clone)]
pub struct Observation {
    /// Index of the segment.
    pub segment: usize,
    /// The bytes in its text.
    pub span: Span,
    /// The model that judges it.
    pub model: DetectionModel,
    /// Its features.
    pub values: [f32; FEATURE_COUNT],
    /// What each adds to the log-odds.
    pub contributions: [f32; FEATURE_COUNT],
    /// The probability that it is an intruder.
    pub probability: f32,
    /// How it relates to what its segment translates.
    pub standing: Option<Standing>,
}

impl Checker {
    /// A checker over a language pack.
    pub fn new(pack: &'static Pack) -> Self {
        Checker { pack, memos: Memos::default(), vocabulary: None, flags_loans: false, looks: looks::Looks::default() }
    }

    /// The language data.
    pub fn pack(&self) -> &'static Pack {
        self.pack
    }

    /// The same checker, for which these words and names are no findings; it remembers together with this one.
    pub fn with_vocabulary(&self, vocabulary: Arc<Vocabulary>) -> Self {
        Checker { vocabulary: Some(vocabulary), ..self.clone() }
    }

    /// The same checker, for which English words that French accepts and has a word of its own for (`mail`, `week-end`) are
    /// findings of EN101.
    pub fn with_flagged_loans(&self) -> Self {
        Checker { flags_loans: true, ..self.clone() }
    }

    /// The same checker, which of the rules that look for themselves (MT, TY) follows these; without it, the stable ones.
    pub fn with_rules(&self, wanted: impl Fn(&rules::Rule) -> bool) -> Self {
        Checker { looks: self.looks.of(wanted), ..self.clone() }
    }

    /// The same checker, for texts that follow these rules of spacing.
    pub fn with_typography(&self, typography: Typography) -> Self {
        Checker { looks: self.looks.clone().with(typography), ..self.clone() }
    }

    /// Cuts a document into blocks: at most 1 MB each, cut at paragraph borders where there are any; the cut depends on
    /// the content only.
    pub fn blocks(&self, document: &Document) -> Vec<Block> {
        blocks::cut(document)
    }

    /// The findings of one block, sorted by segment and start. They may overlap: [`arrange`] parts them, when those
    /// that are not wanted are gone.
    pub fn check_block(&self, document: &Document, block: &Block) -> Vec<Finding> {
        self.memos.with(self.pack, |notes| self.findings(notes, document, block))
    }

    fn findings(&self, notes: &Notes, document: &Document, block: &Block) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut language = Language::default();
        let mut others = Vec::new();
        let mut of_block = Vec::new();
        // While the block is in a fast memory.
        self.looks.block(document, block, &mut of_block);
        let look = |segment: usize, paragraph: &Paragraph| {
            let (text, marks) = (&document.segments[segment].text, &document.segments[segment].marks);
            let known = others.len();
            self.looks.paragraph(notes, (segment, text, marks), paragraph, &mut others);
            if others.len() > known
                && let Some(vocabulary) = &self.vocabulary
            {
                let accepted = vocabulary.accepted(text, paragraph.items);
                let spans: Vec<Span> = accepted.iter().map(|items| paragraph.span(items)).collect();
                let found = others.split_off(known);
                others.extend(found.into_iter().filter(|f| !spans.iter().any(|span| span.overlaps(f.span))));
            }
        };
        self.examine(notes, document, block, Asked::Findings(&mut language), look, |segment, judge, candidates| {
            let mut found = self.report(segment, judge, candidates);
            found.sort_by_key(|f: &Finding| f.span);
            findings.extend(found);
        });
        if let Some(finding) = language.finding(document) {
            return vec![finding];
        }
        others.append(&mut of_block);
        if self.flags_loans {
            loans::add(notes, self.vocabulary.as_deref(), document, block, &mut findings);
        }
        pair::add(notes, document, block, &mut findings);
        if !others.is_empty() {
            findings.extend(others);
            findings.sort_by_key(|finding| (finding.segment, finding.span));
        }
        findings
    }

    /// The findings of a whole document, in its order, without overlap.
    pub fn check(&self, document: &Document) -> Vec<Finding> {
        self.check_for(document, |_| true)
    }

    /// Those of them that are wanted: one that is not hides no other that it overlaps with.
    pub fn check_for(&self, document: &Document, wanted: impl Fn(&Finding) -> bool) -> Vec<Finding> {
        let mut findings: Vec<Finding> =
            self.blocks(document).iter().flat_map(|block| self.check_block(document, block)).collect();
        findings.retain(wanted);
        arrange(document, &mut findings);
        findings
    }

    /// Every candidate that the detector weighs, for the program that fits the weights.
    #[doc(hidden)]
    pub fn observe(&self, document: &Document) -> (Vec<Observation>, Effort) {
        let mut all = Vec::new();
        let mut effort = Effort::default();
        for block in self.blocks(document) {
            let mut each = |segment: usize, _: &Judge, candidates: &[Candidate]| {
                all.extend(candidates.iter().map(|c| Observation {
                    segment,
                    span: c.span,
                    model: c.features.model,
                    values: c.features.values,
                    contributions: contributions(&c.features),
                    probability: c.probability,
                    standing: c.standing,
                }));
            };
            effort += self
                .memos
                .with(self.pack, |notes| self.examine(notes, document, &block, Asked::All, |_, _| {}, &mut each));
        }
        (all, effort)
    }

    /// How many words of a document the stages see when it is checked.
    #[doc(hidden)]
    pub fn effort(&self, document: &Document) -> Effort {
        let mut effort = Effort::default();
        for block in self.blocks(document) {
            effort += self.memos.with(self.pack, |notes| {
                self.examine(notes, document, &block, Asked::Candidates, |_, _| {}, |_, _, _| {})
            });
        }
        effort
    }

    /// The repairs of every candidate that would be reported, for the program that fits their order.
    #[doc(hidden)]
    pub fn observe_repairs(&self, document: &Document, view: View) -> Vec<Choices> {
        let mut all = Vec::new();
        for block in self.blocks(document) {
            let mut each = |_: usize, judge: &Judge, candidates: &[Candidate]| {
                for c in candidates.iter().filter(|c| is_found(c)) {
                    let row = |choice: &Choice| ChoiceRow {
                        text: choice.repair.text.to_string(),
                        origin: choice.repair.origin,
                        values: choice.values,
                    };
                    let choices = judge.choices(c, view);
                    all.push(Choices {
                        span: c.span,
                        probability: c.probability,
                        model: c.features.model,
                        manner: order::manner(choices.iter().map(|choice| (choice.repair.origin, &choice.values))),
                        rows: choices.iter().map(row).collect(),
                        all: c.features.repairs().iter().map(|known| known.repair.text.to_string()).collect(),
                    });
                }
            };
            self.memos.with(self.pack, |notes| {
                self.examine(notes, document, &block, Asked::Candidates, |_, _| {}, &mut each)
            });
        }
        all
    }

    /// Calls `read` with every paragraph, and `each` with the candidates of every paragraph that has any.
    ///
    /// Two passes: the first reads every paragraph and keeps those with seeds, the second weighs them, when it is known
    /// how much English the block holds. Where findings are asked for, nothing more is done once the block
    /// is known to be in English.
    fn examine(
        &self,
        notes: &Notes,
        document: &Document,
        block: &Block,
        mut asked: Asked,
        read: impl FnMut(usize, &Paragraph),
        mut each: impl FnMut(usize, &Judge, &[Candidate]),
    ) -> Effort {
        let pieces = &block.pieces;
        let thorough = matches!(asked, Asked::All);
        let mut paragraphs = notes.paragraphs.take().emptied();
        let first = self.first_pass(notes, document, block, &mut asked, &mut paragraphs, read);
        let FirstPass { kept, english, words, reached } = first;
        let effort = Effort { words, reached };
        if matches!(asked, Asked::Findings(language) if language.is_english()) {
            notes.paragraphs.replace(paragraphs);
            return effort;
        }
        let suspected: Vec<Paragraph> = kept.iter().map(|suspect| paragraphs.get(&suspect.extent)).collect();
        self.ask(notes, document, kept.iter().zip(&suspected));
        let judges: Vec<Judge> = kept
            .iter()
            .zip(&suspected)
            .map(|(suspect, paragraph)| {
                let segment = &document.segments[suspect.segment];
                Judge { pack: self.pack, text: &segment.text, marks: &segment.marks, paragraph, thorough, notes }
            })
            .collect();
        let block = Share { count: english as f32, words: words as f32 };
        let mut all: Vec<Vec<Candidate>> =
            kept.iter().zip(&judges).map(|(suspect, judge)| self.candidates(judge, &suspect.seeds, block)).collect();
        first_opinions(all.iter_mut().flatten().filter(|c| c.features.passes).collect());
        self.look_closer(&judges, &mut all, words);
        terms::spare(
            kept.iter()
                .zip(&judges)
                .zip(&mut all)
                .flat_map(|((suspect, judge), candidates)| {
                    candidates.iter_mut().map(move |candidate| terms::Occurrence {
                        text: folded(candidate.span.of(judge.text)),
                        at: suspect.at as f32,
                        candidate,
                    })
                })
                .collect(),
        );
        let block = Share::of(all.iter().flatten(), words);
        let mut weighed = Vec::new();
        for (paragraph, candidates) in suspected.iter().zip(&mut all) {
            let own = Share::of(candidates.iter(), paragraph.words as u64);
            for candidate in candidates.iter_mut().filter(|c| c.probability > 0.0) {
                let near = own.without(candidate.probability).max(block.without(candidate.probability));
                candidate.features.values[INTRUDERS_NEAR] = near;
                weighed.push(candidate);
            }
        }
        second_opinions(weighed);
        let doubted = kept.iter().zip(&mut all).flat_map(|(suspect, own)| own.iter_mut().map(|c| (suspect.segment, c)));
        pair::weigh(notes, document, pieces, doubted);
        let found = all.iter_mut().zip(&judges).flat_map(|(candidates, judge)| {
            candidates.iter_mut().filter(|c| is_found(c)).map(move |candidate| (judge, candidate))
        });
        detect::order::compare(found.collect());
        for ((suspect, judge), candidates) in kept.iter().zip(&judges).zip(&all) {
            if !candidates.is_empty() {
                each(suspect.segment, judge, candidates);
            }
        }
        notes.paragraphs.replace(paragraphs);
        effort
    }

    /// Looks closer at what seemed hopeless as long as nothing was known of the other candidates: where there are intruders,
    /// more is one.
    fn look_closer(&self, judges: &[Judge], all: &mut [Vec<Candidate>], words: u64) {
        let block = Share::of(all.iter().flatten(), words).without(0.0);
        let mut looked_at = Vec::new();
        for (judge, candidates) in judges.iter().zip(all) {
            let near = Share::of(candidates.iter(), judge.paragraph.words as u64).without(0.0).max(block);
            for candidate in candidates {
                if judge.look_closer(&candidate.items, &mut candidate.features, near) {
                    looked_at.push(candidate);
                }
            }
        }
        first_opinions(looked_at);
    }

    /// The candidates of a paragraph, not yet judged; `block` tells how much English there is in the block.
    fn candidates(&self, judge: &Judge, seeds: &[Seed], block: Share) -> Vec<Candidate> {
        let paragraph = judge.paragraph;
        let mut candidates: Vec<Candidate> = Vec::new();
        let unaccented = || {
            let is_unaccented = |&i: &usize| {
                paragraph.items[i].word.doubt() == Doubt::Unknown
                    && paragraph.items[i].case() == Case::Lower
                    && paragraph.profile(&judge.notes.words, judge.text, i).is_unaccented()
            };
            // More than two say no more, and a paragraph may be a megabyte.
            paragraph.doubtful.iter().copied().filter(is_unaccented).take(2).count() as f32
        };
        let is_english =
            |item: &&Item| item.is_word() && item.word.doubt() == Doubt::English && item.case() == Case::Lower;
        let here = Share { count: paragraph.english as f32, words: paragraph.words as f32 };
        let around =
            |own: f32| Surroundings { density: here.without(own).max(block.without(own)), unaccented: &unaccented };
        let runs = detect::runs(&judge.notes.words, judge.text, paragraph, seeds, around(1.0).density);
        for Run { items, gain } in runs {
            if self.vocabulary.as_ref().is_some_and(|words| words.covers(judge.text, &paragraph.items[items.clone()])) {
                continue;
            }
            // Accepted words are not among the English ones of the paragraph.
            let own = paragraph.items[items.clone()].iter().filter(is_english).count().min(paragraph.english) as f32;
            let seed = seeds.iter().find(|seed| items == (seed.item..seed.item + 1));
            let hunch = seed.map_or_else(Default::default, |seed| seed.hunch);
            let mut features = judge.features(&items, gain, hunch, around(own));
            judge.look_closer(&items, &mut features, 0.0);
            let span = paragraph.span(&items);
            candidates.push(Candidate {
                span,
                items,
                features,
                probability: 0.0,
                looked: Vec::new(),
                shares: Vec::new(),
                standing: None,
            });
        }
        candidates
    }

    fn report(&self, segment: usize, judge: &Judge, candidates: &[Candidate]) -> Vec<Finding> {
        let found: Vec<&Candidate> = candidates.iter().filter(|c| is_found(c)).collect();
        let mut taken: Vec<usize> = found.iter().flat_map(|c| c.items.clone()).collect();
        let mut findings = Vec::new();
        for candidate in found {
            let ordered = judge.ordered(candidate);
            let rule = self.rule(judge, candidate, &ordered);
            let offer = judge.offer(candidate, &ordered, |item| !taken.contains(&item));
            taken.extend(offer.items.clone());
            let applicability = match ordered.first() {
                None => Applicability::None,
                // A fix that changes a neighbour too is a guess about that one as well.
                Some(best) if best.is_safe && offer.items == candidate.items => Applicability::Safe,
                Some(_) => Applicability::Unsafe,
            };
            let surface = candidate.span.of(judge.text);
            findings.push(Finding {
                rule,
                segment,
                span: judge.paragraph.span(&offer.items),
                message: message::of(rule, surface, offer.texts.first().map(String::as_str)),
                confidence: order::confidence(candidate),
                applicability,
                suggestions: suggestions(offer, &ordered),
            });
        }
        findings
    }

    /// The rule that names a candidate best.
    fn rule(&self, judge: &Judge, candidate: &Candidate, ordered: &[Ordered]) -> &'static str {
        use detect::features::Model;
        let items = &judge.paragraph.items[candidate.items.clone()];
        let words = items.iter().filter(|i| i.is_word()).count();
        let surface = folded(candidate.span.of(judge.text));
        match candidate.features.model {
            Model::Broken => "EN105",
            _ if words >= 4 && is_whole_sentence(judge.paragraph, &candidate.items) => "EN103",
            _ if words > 1 => "EN102",
            _ if items.iter().all(|i| i.word.doubt() != Doubt::English) => "EN106",
            _ if ordered.first().is_some_and(|o| is_spelling(&surface, o.repair)) => "EN104",
            _ => "EN101",
        }
    }
}

/// The texts that are offered, with what is known of the repairs.
fn suggestions(offer: Offer, ordered: &[Ordered]) -> Vec<Suggestion> {
    let suggestion =
        |(text, o): (String, &Ordered)| Suggestion { text, confidence: o.confidence, origin: o.repair.origin };
    offer.texts.into_iter().zip(ordered).map(suggestion).collect()
}

/// Whether a candidate is sure enough to be reported: where the source has been heard too, it must be likelier than not.
fn is_found(candidate: &Candidate) -> bool {
    let least = if candidate.standing.is_some() { pair::LEAST } else { 0.0 };
    candidate.probability >= detect::features::threshold(candidate.features.model).max(least)
}

/// Whether a repair is the intruder in its French spelling: a cognate, or, for words of seven letters and more, a form
/// of which at most one letter in four differs.
fn is_spelling(intruder: &str, repair: &Repair) -> bool {
    let letters = intruder.chars().count();
    let near = || strsim::levenshtein(&unaccented(intruder), &unaccented(&repair.text)) <= letters / 4;
    repair.origin == Origin::Cognate || letters >= 7 && near()
}

/// Whether nothing but marks stands before and after the run in its sentence.
fn is_whole_sentence(paragraph: &Paragraph, items: &Range<usize>) -> bool {
    let sentence = paragraph.items[items.start].sentence();
    let outside = |item: &Item| item.sentence() == sentence && item.is_word();
    !paragraph.items[..items.start].iter().any(outside) && !paragraph.items[items.end..].iter().any(outside)
}
