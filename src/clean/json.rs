//! Where the texts of a JSON record are: one pass over the line that checks all of it and copies none of it.

use super::fields::Fields;
use crate::text::json_error;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

/// A text of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place<'f> {
    /// The path to it, as it was asked for; with the numbers of the items that it leads through.
    pub(super) path: Cow<'f, str>,
    /// The bytes of the line between its quotation marks.
    pub(super) raw: Range<usize>,
}

/// The texts of the object on this line.
///
/// Its keys are those of the path, and lists on the way are gone through. Null and an empty list, at its end or on the way, count as
/// no text. That there is none of the fields, or
/// something else than text, is an error, as is a key called `column` at the top.
pub(super) fn places<'f>(line: &str, fields: &'f Fields, column: Option<&str>) -> Result<Vec<Place<'f>>, String> {
    let mut found = Found { line, places: Vec::new(), met: false, wrong: None };
    let mut json = serde_json::Deserializer::from_str(line);
    let paths: Vec<&'f str> = fields.paths().collect();
    let walk = Walk { found: &mut found, paths: Paths { whole: &paths, rest: paths.clone() }, at: None, column };
    walk.deserialize(&mut json).and_then(|()| json.end()).map_err(|error| not_json(&error))?;
    match found {
        Found { wrong: Some(wrong), .. } => Err(wrong),
        Found { met: false, .. } => Err(format!("no field {fields}")),
        Found { places, .. } => Ok(places),
    }
}

/// What is wrong with the line, by its column only: it has but one line.
fn not_json(error: &serde_json::Error) -> String {
    let (what, _, column) = json_error(error);
    format!("not JSON: {what}, column {column}")
}

struct Found<'f, 'de> {
    line: &'de str,
    places: Vec<Place<'f>>,
    /// One of the fields is there, if only as null.
    met: bool,
    wrong: Option<String>,
}

impl<'f> Found<'f, '_> {
    /// What a path leads to.
    fn leaf(&mut self, path: &'f str, at: Option<&str>, value: &RawValue) {
        self.met = true;
        let raw = value.get();
        let wrong = match raw.as_bytes()[0] {
            b'"' => {
                let start = raw.as_ptr() as usize - self.line.as_ptr() as usize;
                let path = at.map_or(Cow::Borrowed(path), |at| Cow::Owned(at.to_owned()));
                self.places.push(Place { path, raw: start + 1..start + raw.len() - 1 });
                return;
            }
            b'[' => {
                let items: Vec<&RawValue> = serde_json::from_str(raw).unwrap_or_default();
                let at = at.unwrap_or(path);
                for (i, item) in items.into_iter().enumerate() {
                    self.leaf(path, Some(&format!("{at}.{i}")), item);
                }
                return;
            }
            b'n' => return,
            b'{' => "an object",
            b't' | b'f' => "true or false",
            _ => "a number",
        };
        self.wrong.get_or_insert_with(|| format!("field “{}”: {wrong}, not text", at.unwrap_or(path)));
    }
}

/// The paths that lead on from here, whole and what is left of each.
#[derive(Clone)]
struct Paths<'f, 'p> {
    whole: &'p [&'f str],
    rest: Vec<&'f str>,
}

struct Walk<'f, 'p, 'o, 'de> {
    found: &'o mut Found<'f, 'de>,
    paths: Paths<'f, 'p>,
    /// The way up to here, once it leads through a list.
    at: Option<String>,
    /// A key that must not be there.
    column: Option<&'p str>,
}

impl<'de> DeserializeSeed<'de> for Walk<'_, '_, '_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_, '_, '_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Walk { found, paths, at, column } = self;
        while let Some(Key(key)) = map.next_key_seed(KeySeed)? {
            if column == Some(&*key) {
                found.wrong.get_or_insert_with(|| format!("has a field “{key}” already"));
            }
            if let Some(leaf) = paths.rest.iter().position(|rest| *rest == key) {
                let value: &RawValue = map.next_value()?;
                let at = at.as_ref().map(|at| format!("{at}.{key}"));
                found.leaf(paths.whole[leaf], at.as_deref(), value);
                continue;
            }
            let leads_on = |rest: &&str| rest.strip_prefix(&*key).is_some_and(|rest| rest.starts_with('.'));
            if !paths.rest.iter().any(leads_on) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let on: Vec<usize> = (0..paths.rest.len()).filter(|&i| leads_on(&paths.rest[i])).collect();
            let whole: Vec<&str> = on.iter().map(|&i| paths.whole[i]).collect();
            let rest = on.iter().map(|&i| &paths.rest[i][key.len() + 1..]).collect();
            let at = at.as_ref().map(|at| format!("{at}.{key}"));
            map.next_value_seed(Walk { found, paths: Paths { whole: &whole, rest }, at, column: None })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        // A record is an object; below it, lists are gone through.
        if self.paths.rest.iter().zip(self.paths.whole).any(|(rest, whole)| rest == whole) {
            return Err(A::Error::custom("a list, not an object"));
        }
        let up_to_here = |at: &Option<String>| match at {
            Some(at) => at.clone(),
            None => {
                let (whole, rest) = (self.paths.whole[0], self.paths.rest[0]);
                whole[..whole.len() - rest.len() - 1].to_owned()
            }
        };
        let at = up_to_here(&self.at);
        for i in 0.. {
            let walk = Walk {
                found: &mut *self.found,
                paths: self.paths.clone(),
                at: Some(format!("{at}.{i}")),
                column: None,
            };
            if seq.next_element_seed(walk)?.is_none() {
                // An empty list holds no text, and nothing else either.
                self.found.met |= i == 0;
                break;
            }
        }
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        // As at the end of a path, null on its way is no text; a record it is not.
        self.found.met = true;
        self.scalar("null")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.scalar("true or false")
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.scalar("a number")
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.scalar("a number")
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.scalar("a number")
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.scalar("text")
    }
}

impl Walk<'_, '_, '_, '_> {
    /// Nothing leads on from here: wrong for a record, and else no field.
    fn scalar<E: Error>(self, what: &str) -> Result<(), E> {
        if self.paths.rest.iter().zip(self.paths.whole).any(|(rest, whole)| rest == whole) {
            return Err(E::custom(format_args!("{what}, not an object")));
        }
        Ok(())
    }
}

/// A key, borrowed from the line unless it has escapes.
struct Key<'de>(Cow<'de, str>);

struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key<'de>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(key)))
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(key.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str, fields: &[&str]) -> Result<Vec<(String, String)>, String> {
        let fields = Fields::new(fields).unwrap();
        let places = places(line, &fields, Some("intrus"))?;
        Ok(places.into_iter().map(|p| (p.path.into_owned(), line[p.raw].to_owned())).collect())
    }

    fn pairs(pairs: &[(&str, &str)]) -> Result<Vec<(String, String)>, String> {
        Ok(pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect())
    }

    #[test]
    fn where_texts_are() {
        let line =
            r#" {"id": 1, "text" : "Il a dit \"oui\".", "meta": {"title": "É", "x": [1]}, "a.b": "c", "n": null} "#;
        assert_eq!(found(line, &["text"]), pairs(&[("text", r#"Il a dit \"oui\"."#)]));
        assert_eq!(found(line, &["meta.title", "text"]).unwrap().len(), 2);
        assert_eq!(found(line, &["a.b"]), pairs(&[("a.b", "c")]));
        assert_eq!(found(line, &["n"]), Ok(vec![]));
        let chat = r#"{"turns": [{"who": 1, "says": "a"}, {"says": ["b", "c"]}, null], "tags": ["d"]}"#;
        let all = [("turns.0.says", "a"), ("turns.1.says.0", "b"), ("turns.1.says.1", "c"), ("tags.0", "d")];
        assert_eq!(found(chat, &["turns.says", "tags"]), pairs(&all));
        // Nothing to read, as in a column of Parquet.
        for empty in [r#"{"a": null}"#, r#"{"a": []}"#, r#"{"a": [null]}"#, r#"{"a": [[]]}"#, r#"{"a": {"b": []}}"#] {
            assert_eq!(found(empty, &["a.b"]), Ok(vec![]), "{empty}");
            assert_eq!(found(empty, &["a.b.c"]), Ok(vec![]), "{empty}");
        }
    }

    #[test]
    fn what_is_wrong() {
        for (line, reason) in [
            (r#"{"text": "a"#, "not JSON: EOF while parsing a string, column 11"),
            (r#"{"text": "a"} x"#, "not JSON: trailing characters, column 15"),
            (r#"{"text": 12}"#, "field “text”: a number, not text"),
            (r#"{"text": {"a": "b"}}"#, "field “text”: an object, not text"),
            (r#"{"text": ["a", true]}"#, "field “text.1”: true or false, not text"),
            (r#"{"text": [3]}"#, "field “text.0”: a number, not text"),
            (r#"{"body": "a"}"#, "no field “text”"),
            (r#"{"text": "a", "intrus": []}"#, "has a field “intrus” already"),
            (r#"["text"]"#, "not JSON: a list, not an object, column 1"),
            ("null", "not JSON: null, not an object, column 4"),
        ] {
            assert_eq!(found(line, &["text"]), Err(reason.to_owned()), "{line}");
        }
    }
}
