//! Vectors of words that stand in the same paragraphs: the principal directions of their positive pointwise mutual information
//! (Levy and Goldberg 2014), by subspace iteration.

use super::sources::Registry;
use anyhow::Result;
use intrus::Pack;
use intrus::checker::order::{DIMENSIONS, FREQUENT};
use intrus::damage::Random;
use intrus::language::ngram::symbols::FIRST_WORD;
use intrus::text::{Scanner, TokenKind, fold_in};
use rayon::prelude::*;
use std::path::Path;

/// Words with a vector.
const WORDS: usize = 16_000;
/// Words on either side that count as near, of those with a vector.
const NEAR: usize = 10;
/// A pair that was seen less often is left out.
const LEAST: u32 = 3;
/// Rounds of the iteration.
const ROUNDS: usize = 6;

/// A row of the sparse symmetric matrix: column and value.
type Rows = Vec<Vec<(u32, f32)>>;

/// The vectors, of unit length, 127 for 1.
pub fn build(registry: &Registry, sources: &Path) -> Result<Vec<u8>> {
    let mut pairs: Vec<u64> = Vec::new();
    for corpus in registry.corpus.iter().filter(|c| !c.name.starts_with("law")) {
        let lines = corpus.lines(sources)?;
        pairs.par_extend(lines.par_iter().flat_map_iter(|line| pairs_of(line)));
    }
    let rows = information(pairs);
    let basis = directions(&rows);
    Ok(quantised(&multiply(&rows, &basis)))
}

/// The pairs of near words of a line, the smaller number first.
fn pairs_of(line: &str) -> Vec<u64> {
    let pack = Pack::embedded();
    let mut buffer = String::new();
    let words: Vec<u32> = Scanner::new(line, 0, line.len(), &[])
        .filter(|token| token.kind == TokenKind::Word)
        .filter_map(|token| {
            let word = pack.words.get(fold_in(token.span.of(line), &mut buffer))?;
            word.symbol().checked_sub(FIRST_WORD + FREQUENT).filter(|&i| (i as usize) < WORDS)
        })
        .collect();
    let mut pairs = Vec::new();
    for (i, &a) in words.iter().enumerate() {
        for &b in words[i + 1..].iter().take(NEAR).filter(|&&b| b != a) {
            pairs.push(u64::from(a.min(b)) << 32 | u64::from(a.max(b)));
        }
    }
    pairs
}

/// Positive pointwise mutual information of the pairs.
fn information(mut pairs: Vec<u64>) -> Rows {
    pairs.par_sort_unstable();
    let counts: Vec<(usize, usize, u32)> = pairs
        .chunk_by(|a, b| a == b)
        .map(|same| ((same[0] >> 32) as usize, (same[0] & 0xffff_ffff) as usize, same.len() as u32))
        .collect();
    let mut sums = vec![0f64; WORDS];
    for &(a, b, n) in &counts {
        sums[a] += f64::from(n);
        sums[b] += f64::from(n);
    }
    // Contexts are smoothed: rare words would look like signs of everything they stand by.
    let smooth: Vec<f64> = sums.iter().map(|s| s.powf(0.75)).collect();
    let all_smooth: f64 = smooth.iter().sum();
    let mut rows: Rows = vec![Vec::new(); WORDS];
    for (a, b, n) in counts.into_iter().filter(|c| c.2 >= LEAST) {
        let expected = (sums[a] * smooth[b] + sums[b] * smooth[a]) / 2.0 / all_smooth;
        let information = (f64::from(n) / expected.max(1e-9)).ln();
        if information > 0.0 {
            rows[a].push((b as u32, information as f32));
            rows[b].push((a as u32, information as f32));
        }
    }
    rows
}

fn multiply(rows: &Rows, basis: &[[f32; DIMENSIONS]]) -> Vec<[f32; DIMENSIONS]> {
    let product = |row: &Vec<(u32, f32)>| {
        let mut sum = [0f32; DIMENSIONS];
        for &(column, value) in row {
            sum.iter_mut().zip(&basis[column as usize]).for_each(|(sum, x)| *sum += value * x);
        }
        sum
    };
    rows.par_iter().map(product).collect()
}

/// An orthonormal basis of about the largest directions.
fn directions(rows: &Rows) -> Vec<[f32; DIMENSIONS]> {
    let mut random = Random::new(1);
    let mut basis: Vec<[f32; DIMENSIONS]> =
        (0..WORDS).map(|_| std::array::from_fn(|_| random.below(1.0) as f32 - 0.5)).collect();
    for _ in 0..ROUNDS {
        basis = multiply(rows, &basis);
        orthonormalise(&mut basis);
    }
    basis
}

/// Gram and Schmidt's method on the columns.
fn orthonormalise(basis: &mut [[f32; DIMENSIONS]]) {
    for column in 0..DIMENSIONS {
        for before in 0..column {
            let dot: f64 = basis.iter().map(|row| f64::from(row[column]) * f64::from(row[before])).sum();
            basis.iter_mut().for_each(|row| row[column] -= dot as f32 * row[before]);
        }
        let length = basis.iter().map(|row| f64::from(row[column]).powi(2)).sum::<f64>().sqrt().max(1e-9);
        basis.iter_mut().for_each(|row| row[column] = (f64::from(row[column]) / length) as f32);
    }
}

/// Each row with the weight of the large directions damped, and of unit length.
fn quantised(product: &[[f32; DIMENSIONS]]) -> Vec<u8> {
    let mut scales = [0f64; DIMENSIONS];
    for row in product {
        scales.iter_mut().zip(row).for_each(|(scale, x)| *scale += f64::from(*x).powi(2));
    }
    // The product with a basis vector is as long as the eigenvalue: its root is left.
    let scales = scales.map(|s| 1.0 / s.sqrt().sqrt().max(1e-9));
    let mut out = Vec::with_capacity(WORDS * DIMENSIONS);
    for row in product {
        let damped: Vec<f64> = row.iter().zip(scales).map(|(x, scale)| f64::from(*x) * scale).collect();
        let length = damped.iter().map(|x| x * x).sum::<f64>().sqrt().max(1e-9);
        out.extend(damped.iter().map(|x| (127.0 * x / length).round() as i8 as u8));
    }
    out
}
