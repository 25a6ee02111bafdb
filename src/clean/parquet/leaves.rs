//! Which columns of Parquet are texts. A column is a leaf of a tree; lists on the way to it are gone through.

use super::super::Fields;
use super::batches::Slab;
use ::parquet::basic::{ConvertedType, LogicalType, Repetition, Type as Physical};
use ::parquet::schema::types::{SchemaDescriptor, Type};
use std::borrow::Cow;
use std::fmt::Write;

/// A column of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaf {
    /// Its number among the columns.
    pub(super) column: usize,
    /// The path to it: keys with dots between.
    pub(super) field: String,
    /// The keys, each with the number of lists that it leads through.
    keys: Vec<(String, usize)>,
    max_def: i16,
    max_rep: i16,
}

/// The columns that these fields name, in the order of the fields.
pub(super) fn find(schema: &SchemaDescriptor, fields: &Fields) -> Result<Vec<Leaf>, String> {
    let all = leaves(schema);
    let find = |field: &str| match all.iter().find(|leaf| leaf.field == field) {
        Some(leaf) if is_text(schema, leaf.column) => Ok(leaf.clone()),
        Some(leaf) => Err(format!("column “{field}” holds no text but {}", schema.column(leaf.column).physical_type())),
        None => {
            let names: Vec<&str> = all.iter().map(|leaf| leaf.field.as_str()).collect();
            Err(format!("no column is called “{field}”, there are {}; name one with --text-field", names.join(", ")))
        }
    };
    fields.paths().map(find).collect()
}

/// All columns of text.
pub(super) fn texts(schema: &SchemaDescriptor) -> Vec<Leaf> {
    let mut all = leaves(schema);
    all.retain(|leaf| is_text(schema, leaf.column));
    all
}

fn is_text(schema: &SchemaDescriptor, column: usize) -> bool {
    let column = schema.column(column);
    let reads_as_text = match column.logical_type_ref() {
        Some(logical) => matches!(logical, LogicalType::String),
        // Old programs do not say that bytes are text.
        None => matches!(column.converted_type(), ConvertedType::UTF8 | ConvertedType::NONE),
    };
    column.physical_type() == Physical::BYTE_ARRAY && reads_as_text
}

fn leaves(schema: &SchemaDescriptor) -> Vec<Leaf> {
    let mut keys = Vec::new();
    for field in schema.root_schema().get_fields() {
        walk(field, vec![(field.name().to_owned(), usize::from(is_repeated(field)))], &mut keys);
    }
    let leaf = |(column, keys): (usize, Vec<(String, usize)>)| {
        let field: Vec<&str> = keys.iter().map(|(key, _)| key.as_str()).collect();
        let descriptor = schema.column(column);
        let (max_def, max_rep) = (descriptor.max_def_level(), descriptor.max_rep_level());
        Leaf { column, field: field.join("."), keys, max_def, max_rep }
    };
    keys.into_iter().enumerate().map(leaf).collect()
}

/// Adds the keys of all leaves below a node, in their order.
fn walk(node: &Type, keys: Vec<(String, usize)>, leaves: &mut Vec<Vec<(String, usize)>>) {
    if node.is_primitive() {
        leaves.push(keys);
        return;
    }
    if let Some(element) = element(node) {
        let mut keys = keys;
        if let Some((_, lists)) = keys.last_mut() {
            *lists += 1;
        }
        return walk(element, keys, leaves);
    }
    for field in node.get_fields() {
        let mut keys = keys.clone();
        keys.push((field.name().to_owned(), usize::from(is_repeated(field))));
        walk(field, keys, leaves);
    }
}

fn is_repeated(node: &Type) -> bool {
    let info = node.get_basic_info();
    info.has_repetition() && info.repetition() == Repetition::REPEATED
}

/// What a list is a list of. The node between, which repeats, is no key; old programs leave it out.
fn element(node: &Type) -> Option<&Type> {
    let info = node.get_basic_info();
    let is_list = info.converted_type() == ConvertedType::LIST || info.logical_type_ref() == Some(&LogicalType::List);
    let [repeated] = node.get_fields() else { return None };
    if !is_list || !is_repeated(repeated) {
        return None;
    }
    let name = repeated.name();
    match repeated.is_group().then(|| repeated.get_fields()) {
        Some([only]) if name != "array" && !name.ends_with("_tuple") => Some(only),
        _ => Some(repeated),
    }
}

/// A text in a batch of rows.
pub(super) struct Cell<'l> {
    /// The row.
    pub(super) row: usize,
    /// The number of its value.
    pub(super) value: usize,
    /// The path to it, with the numbers of the items that it leads through.
    pub(super) field: Cow<'l, str>,
}

impl Leaf {
    /// Visits the texts of a batch in their order; null is none.
    pub(super) fn each<'l>(&'l self, slab: &Slab, mut visit: impl FnMut(Cell<'l>)) {
        let levels = if self.max_def > 0 { slab.def.len() } else { slab.values.len() };
        let mut items = vec![0; usize::try_from(self.max_rep).unwrap_or(0)];
        let (mut row, mut value) = (0, 0);
        for level in 0..levels {
            match slab.rep.get(level).map_or(0, |rep| usize::try_from(*rep).unwrap_or(0)) {
                0 => {
                    row += usize::from(level > 0);
                    items.fill(0);
                }
                depth => {
                    items[depth - 1] += 1;
                    items[depth..].fill(0);
                }
            }
            if slab.def.get(level).is_none_or(|def| *def == self.max_def) {
                visit(Cell { row, value, field: self.path(&items) });
                value += 1;
            }
        }
    }

    /// Whether this is the path of a text in this column.
    pub(super) fn leads_to(&self, path: &str) -> bool {
        let mut parts = path.split('.');
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let follows = |(key, lists): &(String, usize)| {
            key.split('.').all(|part| parts.next() == Some(part))
                && (0..*lists).all(|_| parts.next().is_some_and(is_number))
        };
        self.keys.iter().all(follows) && parts.next().is_none()
    }

    fn path(&self, items: &[usize]) -> Cow<'_, str> {
        if items.is_empty() {
            return Cow::Borrowed(&self.field);
        }
        let mut path = String::new();
        let mut items = items.iter();
        for (i, (key, lists)) in self.keys.iter().enumerate() {
            path.push_str(if i == 0 { "" } else { "." });
            path.push_str(key);
            for item in items.by_ref().take(*lists) {
                // Nothing can go wrong with memory.
                let _ = write!(path, ".{item}");
            }
        }
        Cow::Owned(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::parquet::data_type::ByteArray;
    use ::parquet::schema::parser::parse_message_type;
    use std::sync::Arc;

    fn schema(text: &str) -> SchemaDescriptor {
        SchemaDescriptor::new(Arc::new(parse_message_type(text).unwrap()))
    }

    const SHAPES: &str = "message m {
        required int64 id;
        optional binary text (STRING);
        optional group meta { optional binary title (UTF8); }
        optional group turns (LIST) { repeated group list { optional group element { optional binary says (STRING); } } }
        optional group old (LIST) { repeated binary array (UTF8); }
        optional group tuples (LIST) { repeated group tuples_tuple { optional binary a (UTF8); } }
        repeated binary bare;
        optional group nested (LIST) { repeated group list { optional group element (LIST) {
            repeated group list { optional binary element (STRING); } } } }
        optional binary json (JSON);
    }";

    #[test]
    fn lists_are_no_keys() {
        let schema = schema(SHAPES);
        let fields: Vec<String> = leaves(&schema).into_iter().map(|leaf| leaf.field).collect();
        assert_eq!(fields, ["id", "text", "meta.title", "turns.says", "old", "tuples.a", "bare", "nested", "json"]);
        let texts: Vec<usize> = texts(&schema).into_iter().map(|leaf| leaf.column).collect();
        assert_eq!(texts, [1, 2, 3, 4, 5, 6, 7]);
        let wrong = |field: &str| find(&schema, &Fields::new(&[field]).unwrap()).unwrap_err();
        assert_eq!(wrong("id"), "column “id” holds no text but INT64");
        assert!(wrong("body").starts_with("no column is called “body”, there are id, text, meta.title"));
    }

    #[test]
    fn where_texts_are() {
        let schema = schema(SHAPES);
        let shown = |field: &str, def: &[i16], rep: &[i16], count: usize| {
            let values = vec![ByteArray::from("x"); count];
            let slab = Slab { values, def: def.to_vec(), rep: rep.to_vec() };
            let leaf = find(&schema, &Fields::new(&[field]).unwrap()).unwrap().remove(0);
            let mut cells = Vec::new();
            leaf.each(&slab, |cell| cells.push(format!("{} {} {}", cell.row, cell.value, cell.field)));
            cells
        };
        assert_eq!(shown("text", &[1, 0, 1], &[], 2), ["0 0 text", "2 1 text"]);
        // Two turns, of which the first says nothing; no list; an empty one; one turn.
        assert_eq!(
            shown("turns.says", &[3, 4, 0, 1, 4], &[0, 1, 0, 0, 0], 2),
            ["0 0 turns.1.says", "3 1 turns.0.says"]
        );
        assert_eq!(
            shown("nested", &[5, 5, 5, 2, 5], &[0, 2, 1, 1, 0], 4),
            ["0 0 nested.0.0", "0 1 nested.0.1", "0 2 nested.1.0", "1 3 nested.0.0"]
        );
    }
}
