//! What is wrong with JSON, and where.

/// What an error of JSON says, and its line and column, both from 1.
pub(crate) fn json_error(error: &serde_json::Error) -> (String, usize, usize) {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text).to_owned();
    // What is missing at the end of a line is told as column 0 of the next.
    (what, error.line().max(1), error.column().max(1))
}

#[cfg(test)]
mod tests {
    use super::json_error;
    use serde_json::Value;

    #[test]
    fn no_column_is_zero() {
        for (json, place) in
            [("", (1, 1)), ("{\n", (2, 1)), ("[1,\n\n", (3, 1)), ("{\"a\": }", (1, 7)), ("\"a\n\"", (2, 1))]
        {
            let (what, line, column) = json_error(&serde_json::from_str::<Value>(json).expect_err("no JSON"));
            assert_eq!((line, column), place, "{json:?}");
            assert!(!what.contains(" at line "), "{what}");
        }
    }
}
