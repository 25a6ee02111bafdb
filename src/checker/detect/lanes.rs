//! What trees say of many rows, eight at once where the processor can: orders of repairs ask about eleven of each.

use super::features::COUNT;
use super::forest::Tree;

/// What the trees say of each row in sum. It is the same however many are asked about at once: every row has its own sum, in the order of
/// the trees.
pub(super) fn sums(trees: &[Tree], rows: &[&[f32; COUNT]]) -> Vec<f32> {
    let mut sums = Vec::with_capacity(rows.len());
    #[cfg(target_arch = "x86_64")]
    if rows.len() > avx2::FEW && is_x86_feature_detected!("avx2") {
        let mut columns = avx2::NOTHING;
        for rows in rows.chunks(avx2::LANES).filter(|rows| rows.len() > avx2::FEW) {
            avx2::fill(&mut columns, rows);
            // SAFETY: the processor has AVX2, as was just seen; nothing else is asked of who calls it.
            #[allow(unsafe_code)]
            let of_lanes = unsafe { avx2::sums(trees, &columns) };
            sums.extend_from_slice(&of_lanes[..rows.len()]);
        }
    }
    // Those that are left.
    let sum = |row: &&[f32; COUNT]| trees.iter().map(|tree| tree.value(row)).sum::<f32>();
    sums.extend(rows[sums.len()..].iter().map(sum));
    sums
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use crate::checker::detect::features::COUNT;
    use crate::checker::detect::forest::{DECISIONS, Tree};
    use std::arch::x86_64::*;

    /// Rows that are asked about at once.
    pub(super) const LANES: usize = 8;

    /// As few rows are asked about one by one: eight at once take as long as three.
    pub(super) const FEW: usize = 2;

    /// For each feature that a byte can name its values in all rows; of features that are missing, 0.
    pub(super) type Columns = [[f32; LANES]; 1 << u8::BITS];

    pub(super) const NOTHING: Columns = [[0.0; LANES]; 1 << u8::BITS];

    /// Fills in the values of some rows; what the lanes hold for which there is none is of no account.
    pub(super) fn fill(columns: &mut Columns, rows: &[&[f32; COUNT]]) {
        for lane in 0..LANES.min(rows.len()) {
            columns.iter_mut().zip(rows[lane]).for_each(|(column, value)| column[lane] = *value);
        }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn load(values: &[f32; LANES]) -> __m256 {
        let [a, b, c, d, e, f, g, h] = *values;
        _mm256_setr_ps(a, b, c, d, e, f, g, h)
    }

    /// What the trees say of eight rows in sum.
    #[target_feature(enable = "avx2")]
    pub(super) fn sums(trees: &[Tree], columns: &Columns) -> [f32; LANES] {
        let bit = |bit: i32, set: __m256| _mm256_and_si256(_mm256_castps_si256(set), _mm256_set1_epi32(bit));
        let pick = |right: __m256, [yes, no]: [__m256; 2]| _mm256_blendv_ps(no, yes, right);
        let mut sums = _mm256_setzero_ps();
        for tree in trees {
            // Which rows go to the right of a decision.
            let right = |decision: usize| {
                let column = &columns[usize::from(tree.features[decision])];
                _mm256_cmp_ps::<_CMP_GT_OQ>(load(column), _mm256_set1_ps(tree.thresholds[decision]))
            };
            let both = |decision: usize| [right(decision + 1), right(decision)];
            // All decisions are made, and of each level the one that counts is picked.
            let first = right(0);
            let second = pick(first, both(1));
            let third = pick(first, [pick(second, both(5)), pick(second, both(3))]);
            let fourth = pick(
                first,
                [
                    pick(second, [pick(third, both(13)), pick(third, both(11))]),
                    pick(second, [pick(third, both(9)), pick(third, both(7))]),
                ],
            );
            let leaf = _mm256_or_si256(_mm256_or_si256(bit(4, second), bit(2, third)), bit(1, fourth));
            let (halves, _) = tree.values[DECISIONS..].as_chunks::<LANES>();
            let [left, right] = halves else { continue };
            let of_half = |half| _mm256_permutevar8x32_ps(load(half), leaf);
            sums = _mm256_add_ps(sums, pick(first, [of_half(right), of_half(left)]));
        }
        let lane = |lane: i32| _mm256_cvtss_f32(_mm256_permutevar8x32_ps(sums, _mm256_set1_epi32(lane)));
        std::array::from_fn(|i| lane(i as i32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::detect::features::Model;
    use crate::checker::detect::forest;

    #[test]
    fn many_rows_are_told_as_one_is() {
        let trees = &forest::of(Model::ALL[0]).second.trees;
        let value = |i: usize| ((i as u32).wrapping_mul(2_654_435_761) >> 20) as f32 / 400.0 - 5.0;
        let rows: Vec<[f32; COUNT]> = (0..21)
            .map(|row| std::array::from_fn(|i| if i == 7 { f32::NAN } else { value(row * COUNT + i) }))
            .collect();
        for count in 0..rows.len() {
            let some: Vec<&[f32; COUNT]> = rows[..count].iter().collect();
            let alone: Vec<f32> = some.iter().map(|row| trees.iter().map(|tree| tree.value(row)).sum()).collect();
            assert_eq!(sums(trees, &some), alone);
        }
    }
}
