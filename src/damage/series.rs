//! Text after text, damaged at the rate and in the mix that were asked for.

use super::{Damage, Damager, Gold, Mechanism, Plan, Random};

/// Damages one text after the other. Where a mechanism was drawn that finds nothing to do at a word, it waits for the next word that it can
/// damage, in this text or a later one: so rate and mix are those of the plan, however seldom a mechanism applies.
pub struct Series<'a> {
    damager: &'a Damager,
    plan: &'a Plan,
    random: Random,
    /// How often each mechanism of the mix waits.
    waiting: Vec<usize>,
}

impl<'a> Series<'a> {
    /// A series that the same seed and the same texts make the same again.
    pub fn new(damager: &'a Damager, plan: &'a Plan, seed: u64) -> Self {
        Series { damager, plan, random: Random::new(seed), waiting: vec![0; plan.mix.len()] }
    }

    /// The damaged text and what was damaged.
    pub fn damage(&mut self, text: &str) -> (String, Vec<Gold>) {
        let mut damage = Damage::new(text);
        // Two damaged places in a row would read as one: the word after a place is left alone.
        let mut free = 0;
        while let Some(tokens) = damage.next_word() {
            self.draw();
            let chosen = if tokens[0].span.start < free { None } else { self.choose(text, tokens) };
            if let Some((taken, english, mechanism)) = chosen {
                let after = tokens.get(taken).map_or(text.len(), |token| token.span.end);
                // What else the phrase covers counts for the rate too.
                (1..taken).for_each(|_| self.draw());
                damage.replace(taken, english, mechanism);
                free = after;
            }
        }
        damage.finish()
    }

    /// How often each mechanism still waits for a word that it can damage.
    pub fn waiting(&self) -> impl Iterator<Item = (Mechanism, usize)> + '_ {
        self.plan.mix.iter().zip(&self.waiting).map(|(mechanism, &count)| (mechanism.0, count)).filter(|w| w.1 > 0)
    }

    /// At a word: is there to be damage?
    fn draw(&mut self) {
        if self.random.chance(self.plan.rate) {
            let choices: Vec<(usize, f64)> = self.plan.mix.iter().enumerate().map(|(i, part)| (i, part.1)).collect();
            self.waiting[self.random.pick(&choices)] += 1;
        }
    }

    /// What one of those that wait makes of the first tokens. What waits most often comes first, or the seldom ones
    /// would wait for ever where there is much damage.
    fn choose(&mut self, text: &str, tokens: &[crate::text::Token]) -> Option<(usize, String, Mechanism)> {
        let mut order: Vec<usize> = (0..self.waiting.len()).filter(|&i| self.waiting[i] > 0).collect();
        order.sort_by_key(|&i| std::cmp::Reverse(self.waiting[i]));
        order.into_iter().find_map(|i| {
            let mechanism = self.plan.mix[i].0;
            let (taken, english) = self.damager.choose(text, tokens, mechanism, self.plan, &mut self.random)?;
            self.waiting[i] -= 1;
            Some((taken, english, mechanism))
        })
    }
}
