//! Moby: a list of near words under each of thirty thousand.

use super::pairs::{Id, Pairs, relation};
use anyhow::{Context, Result};
use intrus::text::folded;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A list with fewer words than this is short.
const SHORT: usize = 60;

/// Adds the relations of every head that Moby has.
pub fn read(
    path: &Path,
    pairs: &mut Pairs,
    is_head: impl Fn(&str) -> bool,
    is_english: impl Fn(&str) -> bool,
) -> Result<()> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut lists: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    let mut heads: BTreeSet<Id> = BTreeSet::new();
    for line in text.lines() {
        let mut terms =
            line.split(',').map(str::trim).filter(|t| !t.is_empty() && t.chars().all(|c| !c.is_uppercase()));
        let Some(root) = terms.next().map(folded).filter(|root| is_english(root)) else { continue };
        let mut note = |term: &str| {
            let id = pairs.id(term);
            pairs.know(relation::MOBY, id);
            if is_head(term) {
                heads.insert(id);
            }
            id
        };
        let root = note(&root);
        let terms: BTreeSet<Id> = terms.map(folded).filter(|t| is_english(t)).map(|t| note(&t)).collect();
        lists.entry(root).or_default().extend(terms);
    }
    let has = |list: Id, term: Id| lists.get(&list).is_some_and(|l| l.contains(&term));
    let is_short = |list: Id| lists.get(&list).is_some_and(|l| l.len() < SHORT);
    for (&root, terms) in &lists {
        for &term in terms {
            if heads.contains(&root) {
                let relation = match (has(term, root), is_short(root) || is_short(term)) {
                    (true, true) => relation::MUTUAL_SHORT,
                    (true, false) => relation::MUTUAL,
                    (false, _) if is_short(root) => relation::LISTED_SHORT,
                    (false, _) => relation::LISTED,
                };
                pairs.relate(root, term, relation);
            }
            if heads.contains(&term) && !has(term, root) {
                pairs.relate(term, root, if is_short(root) { relation::LISTING_SHORT } else { relation::LISTING });
            }
        }
    }
    Ok(())
}
