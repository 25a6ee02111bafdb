//! Beta calibration: what a claimed probability is worth, by three numbers (Kull, Silva Filho and Flach 2017, "Beta calibration: a
//! well-founded and easily implemented improvement on logistic calibration for binary classifiers").

use intrus::checker::order::Curve;

/// Steps of Newton's method, of which none is longer than 1; some ten are enough.
const STEPS: usize = 100;
/// How surely a number is what it is where every claim is true, before anything is known (one over the variance): where all came true, or
/// nothing did, the samples alone would make it as large as you please.
const PRIOR: f64 = 1.0;

/// The rising curve that is likeliest, given what was claimed and whether it came true. The likelihood is concave in the numbers, so Newton's
/// method finds its maximum. Where a slope would fall, it is 0.
pub fn fit(samples: &[(f32, bool)]) -> Curve {
    let mut used = [true; 3];
    loop {
        let found = likeliest(samples, used);
        let Some(falling) = (1..3).find(|&i| found[i] < 0.0) else { return Curve(found.map(|n| n as f32)) };
        used[falling] = false;
    }
}

/// The numbers, of which those that are not used are 0.
fn likeliest(samples: &[(f32, bool)], used: [bool; 3]) -> [f64; 3] {
    let start = Curve::default().0.map(f64::from);
    let mut found: [f64; 3] = std::array::from_fn(|i| if used[i] { start[i] } else { 0.0 });
    for _ in 0..STEPS {
        let mut slope: [f64; 3] = std::array::from_fn(|i| if used[i] { PRIOR * (start[i] - found[i]) } else { 0.0 });
        let mut bend: [[f64; 3]; 3] =
            std::array::from_fn(|i| std::array::from_fn(|j| if i == j { PRIOR } else { 0.0 }));
        for &(claimed, hit) in samples {
            let x = Curve::terms(claimed).map(f64::from);
            let odds: f64 = found.iter().zip(x).map(|(number, x)| number * x).sum();
            let p = 1.0 / (1.0 + (-odds).exp());
            for i in (0..3).filter(|&i| used[i]) {
                slope[i] += (f64::from(u8::from(hit)) - p) * x[i];
                (0..3).filter(|&j| used[j]).for_each(|j| bend[i][j] += p * (1.0 - p) * x[i] * x[j]);
            }
        }
        let step = solve(bend, slope);
        let size = step.iter().fold(0f64, |size, step| size.max(step.abs()));
        // A long step may land where all is certain, and nothing leads back.
        found.iter_mut().zip(step).for_each(|(number, step)| *number += step / size.max(1.0));
        if size < 1e-9 {
            break;
        }
    }
    found
}

/// The solution of three equations with a positive matrix (Gauss's elimination, which needs no exchange of rows there).
fn solve(mut matrix: [[f64; 3]; 3], mut right: [f64; 3]) -> [f64; 3] {
    for i in 0..3 {
        for k in (0..3).filter(|&k| k != i) {
            let factor = matrix[k][i] / matrix[i][i];
            let row = matrix[i];
            matrix[k].iter_mut().zip(row).for_each(|(to, from)| *to -= factor * from);
            right[k] -= factor * right[i];
        }
    }
    std::array::from_fn(|i| right[i] / matrix[i][i])
}

#[cfg(test)]
mod tests {
    use super::*;
    use intrus::damage::Random;

    /// Samples of claims spread evenly, of which `share` of the claim come true.
    fn samples(share: impl Fn(f32) -> f32) -> Vec<(f32, bool)> {
        let mut random = Random::new(1);
        let mut sample = || {
            let claimed = random.below(1.0) as f32;
            (claimed, random.chance(f64::from(share(claimed))))
        };
        (0..100_000).map(|_| sample()).collect()
    }

    #[test]
    fn curves_tell_the_truth() {
        // Modest, bold, and both: the last two are what the curves of beta distributions can be.
        let truths: [fn(f32) -> f32; 3] = [
            |p| 1.0 / (1.0 + (1.0 - p) / p / 3.0),
            |p| p / (p + 4.0 * (1.0 - p)),
            |p| p.sqrt() / (p.sqrt() + (1.0 - p)),
        ];
        for (n, truth) in truths.into_iter().enumerate() {
            let curve = fit(&samples(truth));
            for claimed in [0.05, 0.2, 0.5, 0.8, 0.95] {
                let (told, expected) = (curve.at(claimed), truth(claimed));
                assert!((told - expected).abs() < 0.02, "{n}: at {claimed} {told}, not {expected}");
            }
        }
    }

    #[test]
    fn curves_never_fall() {
        let curve = fit(&samples(|p| 0.9 - 0.8 * p));
        let at: Vec<f32> = (0..=10).map(|i| curve.at(i as f32 / 10.0)).collect();
        assert!(at.is_sorted(), "{at:?}");
        assert!(at.iter().all(|p| (p - 0.5).abs() < 0.02), "{at:?}");
    }

    #[test]
    fn little_is_learnt_from_few_samples() {
        assert_eq!(fit(&[]), Curve::default());
        let at = fit(&[(0.3, true); 5]).at(0.3);
        assert!((0.5..0.95).contains(&at), "{at}");
    }
}
