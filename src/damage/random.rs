//! A small seeded generator of random numbers.

/// SplitMix64: the same seed gives the same numbers on every machine.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// A generator with this seed.
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    /// The next 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// A number from 0 up to, but not including, `limit`.
    pub fn below(&mut self, limit: f64) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64 * limit
    }

    /// True in so many cases of one.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.below(1.0) < probability
    }

    /// One of the choices, by weight.
    ///
    /// # Panics
    ///
    /// When there is no choice.
    pub fn pick<T: Clone>(&mut self, choices: &[(T, f64)]) -> T {
        let total: f64 = choices.iter().map(|c| c.1).sum();
        let mut at = self.below(total);
        for (choice, weight) in choices {
            if at < *weight {
                return choice.clone();
            }
            at -= weight;
        }
        choices[choices.len() - 1].0.clone()
    }
}
