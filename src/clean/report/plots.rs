//! Bars, as inline SVG.

use crate::report::Escaped;
use std::fmt::Write;

/// Height of a row, and where the bars begin and end.
const ROW: usize = 24;
const LEFT: usize = 190;
const WIDTH: usize = 420;

/// Bars that lie, one for each name; what is rare stays visible.
pub(super) fn bars(title: &str, values: &[(String, u64)]) -> String {
    let most = values.iter().map(|(_, value)| *value).max().unwrap_or(0).max(1);
    let (width, height) = (LEFT + WIDTH + 90, ROW * values.len());
    let mut svg = format!(
        "<svg role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n",
        Escaped(title)
    );
    for (i, (name, value)) in values.iter().enumerate() {
        let (y, middle) = (i * ROW + 4, i * ROW + 17);
        let length = (*value as f64 / most as f64 * WIDTH as f64).max(if *value > 0 { 1.0 } else { 0.0 });
        // Writing to a string does not fail.
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{middle}\" text-anchor=\"end\">{}</text>\
             <rect x=\"{LEFT}\" y=\"{y}\" width=\"{length:.1}\" height=\"{}\"/>\
             <text x=\"{:.1}\" y=\"{middle}\">{value}</text>",
            LEFT - 8,
            Escaped(name),
            ROW - 8,
            LEFT as f64 + length + 6.0
        );
    }
    svg.push_str("</svg>\n");
    svg
}
