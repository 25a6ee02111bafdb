//! What is claimed of the repairs of a text, beside what is true.

use intrus::checker::order::{self, Company, Ranker, View};
use intrus::checker::{Choices, DetectionModel};
use intrus::text::{Origin, folded};
use intrus::{Checker, Document};

/// A finding with its repairs in order.
pub struct Claim {
    pub choices: Choices,
    /// The repairs, the likeliest first: which, and its share.
    pub order: Vec<(usize, f32)>,
}

impl Claim {
    /// The first repair, and how likely it [stood](Ranker::stood) there.
    fn first(&self, ranker: &Ranker) -> Option<(usize, f32)> {
        let &(best, _) = self.order.first()?;
        Some((best, *ranker.stood(self.choices.model, &self.order).first()?))
    }

    /// Whether the first repair is written without a person looking.
    pub fn is_safe(&self, ranker: &Ranker) -> bool {
        let Choices { model, probability, rows, .. } = &self.choices;
        self.first(ranker).is_some_and(|(best, stood)| ranker.is_safe(*model, *probability, stood, &rows[best].values))
    }

    /// What that depends on, where a fix may be safe.
    pub fn sureness(&self, ranker: &Ranker) -> f32 {
        self.first(ranker).map_or(0.0, |(_, stood)| self.choices.probability * stood)
    }

    /// The probability that the finding is right.
    pub fn confidence(&self, ranker: &Ranker) -> f32 {
        ranker.confidence(self.choices.model, self.choices.probability)
    }

    /// For each of the repairs in order, the probability that it stood there.
    pub fn confidences(&self, ranker: &Ranker) -> impl Iterator<Item = f32> {
        let of_finding = self.confidence(ranker);
        ranker.stood(self.choices.model, &self.order).into_iter().map(move |stood| of_finding * stood)
    }

    /// For each of the repairs in order, whether it is one of those that stood there; `gold` are the places where something else did.
    pub fn hits<'a>(&'a self, gold: &[((usize, usize), &'a [String])]) -> impl Iterator<Item = bool> {
        let Choices { span, rows, .. } = &self.choices;
        let gold = gold.iter().find(|(place, _)| *place == (span.start, span.end)).map(|(_, gold)| *gold);
        let is_right =
            move |index: usize| gold.is_some_and(|g| g.iter().any(|g| folded(g) == folded(&rows[index].text)));
        self.order.iter().map(move |&(index, _)| is_right(index))
    }

    /// Whether something else stood there, or in a part of it.
    pub fn is_found(&self, gold: &[((usize, usize), &[String])]) -> bool {
        let span = self.choices.span;
        gold.iter().any(|((start, end), _)| *start < span.end && span.start < *end)
    }

    /// What kind of claim the first repair is.
    pub fn kind(&self) -> Option<(DetectionModel, Origin)> {
        self.order.first().map(|&(index, _)| (self.choices.model, self.choices.rows[index].origin))
    }
}

/// The findings of a text as this ranker has them.
pub fn claims(checker: &Checker, ranker: &Ranker, text: &str) -> Vec<Claim> {
    claims_in(checker, ranker, text, View { topics: ranker.topics, ..View::default() })
}

/// The same with only that much known of the repairs.
pub fn claims_in(checker: &Checker, ranker: &Ranker, text: &str, view: View) -> Vec<Claim> {
    let document = Document::plain(text);
    let found = checker.observe_repairs(&document, view);
    let odds = ranker.spun(found.iter().map(|c| &c.manner));
    let company = Company::of(&odds);
    let claim = |(mut choices, company): (Choices, Company)| {
        choices.rows.iter_mut().for_each(|row| order::keep_company(&mut row.values, &company));
        let order = ranker.shares(choices.rows.iter().map(|row| &row.values));
        Claim { choices, order }
    };
    found.into_iter().zip(company).map(claim).collect()
}
