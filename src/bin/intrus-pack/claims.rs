//! What is claimed of the repairs of a text, beside what is true.

use intrus::checker::order::{self, Company, Ranker, View};
use intrus::checker::{Choices, DetectionModel};
use intrus::text::Origin;
use intrus::{Checker, Document};

/// A finding with its repairs in order.
pub struct Claim {
    pub choices: Choices,
    /// The repairs, the likeliest first: which, and its share.
    pub order: Vec<(usize, f32)>,
}

impl Claim {
    /// Whether the first repair is written without a person looking.
    pub fn is_safe(&self, ranker: &Ranker) -> bool {
        let Choices { model, rows, .. } = &self.choices;
        let first = self.order.first().zip(self.confidences(ranker).first().copied());
        first.is_some_and(|(best, confidence)| ranker.is_safe(*model, confidence, &rows[best.0].values))
    }

    /// For each of the repairs in order, the probability that it stood there.
    pub fn confidences(&self, ranker: &Ranker) -> Vec<f32> {
        ranker.confidences(self.choices.model, self.choices.probability, &self.order)
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
