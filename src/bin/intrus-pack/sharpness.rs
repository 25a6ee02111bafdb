//! Fits how the log-odds of repairs become shares.

use intrus::checker::order::Sharpness;

/// Steps of Newton's method; five are enough.
const STEPS: usize = 20;

/// The scale and shift under which what stood there is likeliest: the log-odds of the repairs of each finding, and which of them
/// stood there, or none. The likelihood is concave in both, so Newton's method finds its maximum.
pub fn fit(findings: &[(Vec<f32>, Option<usize>)]) -> Sharpness {
    let mut found = Sharpness::default();
    for _ in 0..STEPS {
        let (mut slope, mut bend) = ([0f64; 2], [0f64; 3]);
        for (odds, hit) in findings {
            // Means and variances of (log-odds, 1), where none of the repairs stands for (0, 0).
            let (mut mean, mut square) = ([0f64; 2], [0f64; 3]);
            for (&z, share) in odds.iter().zip(found.shares(odds)) {
                let (z, share) = (f64::from(z), f64::from(share));
                mean = [mean[0] + share * z, mean[1] + share];
                square = [square[0] + share * z * z, square[1] + share * z, square[2] + share];
            }
            let told = hit.map_or([0.0, 0.0], |hit| [f64::from(odds[hit]), 1.0]);
            slope = [slope[0] + told[0] - mean[0], slope[1] + told[1] - mean[1]];
            bend[0] += square[0] - mean[0] * mean[0];
            bend[1] += square[1] - mean[0] * mean[1];
            bend[2] += square[2] - mean[1] * mean[1];
        }
        let determinant = bend[0] * bend[2] - bend[1] * bend[1];
        if determinant <= 1e-9 {
            break;
        }
        found.scale += ((bend[2] * slope[0] - bend[1] * slope[1]) / determinant) as f32;
        found.shift += ((bend[0] * slope[1] - bend[1] * slope[0]) / determinant) as f32;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of two repairs with these log-odds, the first, the second and none stood there so often.
    fn findings(odds: [f32; 2], counts: [usize; 3]) -> Vec<(Vec<f32>, Option<usize>)> {
        let hits = [Some(0), Some(1), None];
        hits.iter().zip(counts).flat_map(|(hit, n)| std::iter::repeat_n((odds.to_vec(), *hit), n)).collect()
    }

    #[test]
    fn shares_become_what_is_true() {
        // The odds say that the first is e times as likely as the second; in truth it is e^2 times.
        let truth = [7389, 1000, 3679];
        let found = fit(&findings([1.0, 0.0], truth));
        let all = truth.iter().sum::<usize>() as f32;
        for (share, n) in found.shares(&[1.0, 0.0]).iter().zip(truth) {
            assert!((share - n as f32 / all).abs() < 1e-3, "{found:?}");
        }
        assert!((found.scale - 2.0).abs() < 1e-2, "{found:?}");
    }

    #[test]
    fn nothing_to_learn_from() {
        assert_eq!(fit(&[]), Sharpness::default());
        assert_eq!(fit(&findings([0.0, 0.0], [1, 0, 0])).scale, 1.0);
    }
}
