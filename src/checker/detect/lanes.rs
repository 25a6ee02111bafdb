//! What trees say of many rows, sixteen at once where the processor can: orders of repairs ask about eleven of each.

use super::features::COUNT;
use super::forest::Tree;

/// What the trees say of each row in sum. It is the same however many are asked about at once: every row has its own sum, in the order of
/// the trees.
pub(super) fn sums(trees: &[Tree], rows: &[&[f32; COUNT]]) -> Vec<f32> {
    let mut sums = Vec::with_capacity(rows.len());
    #[cfg(target_arch = "x86_64")]
    if rows.len() > avx2::FEW && is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2, as was just seen; nothing else is asked of who calls it.
        #[allow(unsafe_code)]
        unsafe {
            avx2::extend(&mut sums, trees, rows)
        };
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
    use wide::f32x4;

    /// Rows in a register.
    const LANES: usize = 8;

    /// As few rows are asked about one by one: eight at once take as long as three.
    pub(super) const FEW: usize = 2;

    /// For each feature that a byte can name its values in all rows, in `N` registers; of features that are missing, 0.
    type Columns<const N: usize> = [[[f32; LANES]; N]; 1 << u8::BITS];

    /// Adds the sums of the rows, but for a [`FEW`] at the end.
    #[target_feature(enable = "avx2")]
    pub(super) fn extend(sums: &mut Vec<f32>, trees: &[Tree], rows: &[&[f32; COUNT]]) {
        // What the decisions are is read once for two registers.
        let (mut pairs, mut columns) = ([[[0.0; LANES]; 2]; 1 << u8::BITS], [[[0.0; LANES]; 1]; 1 << u8::BITS]);
        for rows in rows.chunks(2 * LANES).filter(|rows| rows.len() > FEW) {
            if rows.len() > LANES {
                fill(&mut pairs, rows);
                sums.extend_from_slice(&of_lanes(trees, &pairs).as_flattened()[..rows.len()]);
            } else {
                fill(&mut columns, rows);
                sums.extend_from_slice(&of_lanes(trees, &columns).as_flattened()[..rows.len()]);
            }
        }
    }

    /// Fills in the values of some rows; what the lanes hold for which there is none is of no account.
    fn fill<const N: usize>(columns: &mut Columns<N>, rows: &[&[f32; COUNT]]) {
        const SIDE: usize = 4;
        for (group, rows) in rows.chunks(SIDE).enumerate() {
            let (register, lane) = (group * SIDE / LANES, group * SIDE % LANES);
            let rows: [&[f32; COUNT]; SIDE] = std::array::from_fn(|i| rows[i.min(rows.len() - 1)]);
            for feature in (0..COUNT).step_by(SIDE) {
                // The last square begins before the one before it ends.
                let feature = feature.min(COUNT - SIDE);
                let square = rows.map(|row| f32x4::new(std::array::from_fn(|i| row[feature + i])));
                for (column, values) in columns[feature..].iter_mut().zip(f32x4::transpose(square)) {
                    column[register][lane..lane + SIDE].copy_from_slice(values.as_array());
                }
            }
        }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn load(values: &[f32; LANES]) -> __m256 {
        let [a, b, c, d, e, f, g, h] = *values;
        _mm256_setr_ps(a, b, c, d, e, f, g, h)
    }

    /// Of each lane the one or the other.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn pick<const N: usize>(right: [__m256; N], [yes, no]: [[__m256; N]; 2]) -> [__m256; N] {
        let mut picked = no;
        for n in 0..N {
            picked[n] = _mm256_blendv_ps(no[n], yes[n], right[n]);
        }
        picked
    }

    /// What the trees say of the rows in sum.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn of_lanes<const N: usize>(trees: &[Tree], columns: &Columns<N>) -> [[f32; LANES]; N] {
        let bit = |bit: i32, set: __m256| _mm256_and_si256(_mm256_castps_si256(set), _mm256_set1_epi32(bit));
        let mut sums = [_mm256_setzero_ps(); N];
        for tree in trees {
            // Which rows go to the right of a decision.
            let right = |decision: usize| {
                let threshold = _mm256_set1_ps(tree.thresholds[decision]);
                let mut right = [threshold; N];
                for (right, column) in right.iter_mut().zip(&columns[usize::from(tree.features[decision])]) {
                    *right = _mm256_cmp_ps::<_CMP_LT_OQ>(threshold, load(column));
                }
                right
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
            let (halves, _) = tree.values[DECISIONS..].as_chunks::<LANES>();
            let [left, right] = halves else { continue };
            let (left, right) = (load(left), load(right));
            for n in 0..N {
                let leaf = _mm256_or_si256(_mm256_or_si256(bit(4, second[n]), bit(2, third[n])), bit(1, fourth[n]));
                let of_half = |half| _mm256_permutevar8x32_ps(half, leaf);
                let value = _mm256_blendv_ps(of_half(left), of_half(right), first[n]);
                sums[n] = _mm256_add_ps(sums[n], value);
            }
        }
        sums.map(|sums| {
            let lane = |lane: i32| _mm256_cvtss_f32(_mm256_permutevar8x32_ps(sums, _mm256_set1_epi32(lane)));
            std::array::from_fn(|i| lane(i as i32))
        })
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
        let rows: Vec<[f32; COUNT]> = (0..40)
            .map(|row| std::array::from_fn(|i| if i == 7 { f32::NAN } else { value(row * COUNT + i) }))
            .collect();
        for count in 0..rows.len() {
            let some: Vec<&[f32; COUNT]> = rows[..count].iter().collect();
            let alone: Vec<f32> = some.iter().map(|row| trees.iter().map(|tree| tree.value(row)).sum()).collect();
            assert_eq!(sums(trees, &some), alone);
        }
    }
}
