//! Isotonic regression: the rising curve nearest to what was seen, by pooling adjacent violators (Ayer and others 1955).

use intrus::checker::order::Curve;

/// A run of samples of which nothing is known but how many they are, what they claim and how many are true.
#[derive(Clone, Copy)]
struct Pool {
    samples: f64,
    claimed: f64,
    hits: f64,
}

impl Pool {
    fn share(self) -> f64 {
        self.hits / self.samples
    }

    fn with(self, other: Pool) -> Pool {
        Pool {
            samples: self.samples + other.samples,
            claimed: self.claimed + other.claimed,
            hits: self.hits + other.hits,
        }
    }
}

/// A curve of at most so many points through samples of a claimed probability and whether it came true.
pub fn fit(mut samples: Vec<(f32, bool)>, points: usize) -> Curve {
    samples.sort_by(|a, b| a.0.total_cmp(&b.0));
    let sample = |&(claimed, hit): &(f32, bool)| Pool {
        samples: 1.0,
        claimed: f64::from(claimed),
        hits: f64::from(u8::from(hit)),
    };
    let mut pools: Vec<Pool> = Vec::new();
    for pool in samples.iter().map(sample) {
        pools.push(pool);
        while let [.., before, last] = pools[..]
            && before.share() >= last.share()
        {
            pools.truncate(pools.len() - 2);
            pools.push(before.with(last));
        }
    }
    // Small pools say little: joined to the next until each has its share of the samples.
    let least = samples.len() as f64 / points as f64 / 4.0;
    let mut joined: Vec<Pool> = Vec::new();
    for pool in pools {
        match joined.last_mut() {
            Some(last) if last.samples < least => *last = last.with(pool),
            _ => joined.push(pool),
        }
    }
    while joined.len() > points {
        // The two neighbours whose shares are nearest.
        let gap = |i: &usize| joined[i + 1].share() - joined[*i].share();
        let Some(at) = (0..joined.len() - 1).min_by(|a, b| gap(a).total_cmp(&gap(b))) else { break };
        joined[at] = joined[at].with(joined[at + 1]);
        joined.remove(at + 1);
    }
    Curve(joined.iter().map(|p| [(p.claimed / p.samples) as f32, p.share() as f32]).collect())
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn curves_rise_and_tell_the_truth() {
        // Claims from 0 to 1 of which the square comes true.
        let sample = |i: u32| {
            let claimed = (i % 1000) as f32 / 1000.0;
            (claimed, (i.wrapping_mul(0x9e37_79b9) >> 8) as f32 * 2f32.powi(-24) < claimed * claimed)
        };
        let curve = fit((0..100_000).map(sample).collect(), 24);
        assert!(curve.0.len() <= 24 && curve.0.windows(2).all(|p| p[0][0] < p[1][0] && p[0][1] <= p[1][1]));
        for claimed in [0.2f32, 0.5, 0.8] {
            assert!((curve.at(claimed) - claimed * claimed).abs() < 0.05, "{claimed}: {}", curve.at(claimed));
        }
    }
}
