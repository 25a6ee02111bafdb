//! What trees say of many rows, sixteen at once where the processor can: orders of repairs ask about eleven of each.

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
    use wide::f32x4;

    /// Numbers in a register.
    const HALF: usize = 8;

    /// Rows that are asked about at once: so the decisions of a tree are read once for two registers.
    pub(super) const LANES: usize = 2 * HALF;

    /// As few rows are asked about one by one: sixteen at once take hardly longer.
    pub(super) const FEW: usize = 3;

    /// For each feature that a byte can name its values in all rows; of features that are missing, 0.
    pub(super) type Columns = [[f32; LANES]; 1 << u8::BITS];

    pub(super) const NOTHING: Columns = [[0.0; LANES]; 1 << u8::BITS];

    /// Fills in the values of some rows, in squares; what the lanes hold for which there is none is of no account.
    pub(super) fn fill(columns: &mut Columns, rows: &[&[f32; COUNT]]) {
        const SIDE: usize = 4;
        for (square, rows) in rows.chunks(SIDE).enumerate() {
            let lanes = square * SIDE..(square + 1) * SIDE;
            let rows: [&[f32; COUNT]; SIDE] = std::array::from_fn(|i| rows[i.min(rows.len() - 1)]);
            for feature in (0..COUNT).step_by(SIDE) {
                // The last square begins before the one before it ends.
                let feature = feature.min(COUNT - SIDE);
                let square = rows.map(|row| f32x4::new(std::array::from_fn(|i| row[feature + i])));
                for (column, values) in columns[feature..].iter_mut().zip(f32x4::transpose(square)) {
                    column[lanes.clone()].copy_from_slice(values.as_array());
                }
            }
        }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn load(values: &[f32; HALF]) -> __m256 {
        let [a, b, c, d, e, f, g, h] = *values;
        _mm256_setr_ps(a, b, c, d, e, f, g, h)
    }

    /// What the trees say of sixteen rows in sum.
    #[target_feature(enable = "avx2")]
    pub(super) fn sums(trees: &[Tree], columns: &Columns) -> [f32; LANES] {
        let bit = |bit: i16, set: __m256i| _mm256_and_si256(set, _mm256_set1_epi16(bit));
        let pick = |right: __m256i, [yes, no]: [__m256i; 2]| _mm256_blendv_epi8(no, yes, right);
        let mut sums = [_mm256_setzero_ps(); 2];
        for tree in trees {
            // Which rows go to the right of a decision.
            let right_of_halves = |decision: usize| {
                let (halves, _) = columns[usize::from(tree.features[decision])].as_chunks();
                let threshold = _mm256_set1_ps(tree.thresholds[decision]);
                [0, 1].map(|half| _mm256_cmp_ps::<_CMP_LT_OQ>(threshold, load(&halves[half])))
            };
            // The same with sixteen bits a row, so that one register holds all.
            let packed = |[a, b]: [__m256; 2]| _mm256_packs_epi32(_mm256_castps_si256(a), _mm256_castps_si256(b));
            let both = |decision: usize| [decision + 1, decision].map(|decision| packed(right_of_halves(decision)));
            // All decisions are made, and of each level the one that counts is picked.
            let first_of_halves = right_of_halves(0);
            let first = packed(first_of_halves);
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
            let leaf_of_halves = [_mm256_unpacklo_epi16(leaf, leaf), _mm256_unpackhi_epi16(leaf, leaf)];
            let (leaves, _) = tree.values[DECISIONS..].as_chunks();
            let [left, right] = leaves else { continue };
            let (left, right) = (load(left), load(right));
            for ((sum, leaf), first) in sums.iter_mut().zip(leaf_of_halves).zip(first_of_halves) {
                let of_side = |side| _mm256_permutevar8x32_ps(side, leaf);
                *sum = _mm256_add_ps(*sum, _mm256_blendv_ps(of_side(left), of_side(right), first));
            }
        }
        let lane = |sums: __m256, lane: i32| _mm256_cvtss_f32(_mm256_permutevar8x32_ps(sums, _mm256_set1_epi32(lane)));
        std::array::from_fn(|i| lane(sums[i / HALF], (i % HALF) as i32))
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
