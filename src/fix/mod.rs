//! From findings to edits of the file that hold: what a fix writes makes no new finding in its paragraph, and fixing twice changes no more.
//!
//! ```
//! use intrus::{Applicability, Checker, Pack, fix::Fixer, formats};
//!
//! let bytes = "Le conseil a voté la loi, however plusieurs élus s’y opposaient.".as_bytes();
//! let decoded = formats::decode(bytes)?;
//! let checker = Checker::new(Pack::embedded());
//! let fixed = Fixer::new(&checker, Applicability::Unsafe).fix(&decoded, formats::FORMATS[0]);
//! let text = fixed.edits.apply(bytes, decoded.encoding);
//! # assert!(String::from_utf8_lossy(&text).starts_with("Le conseil a voté la loi, "));
//! # Ok::<(), formats::DecodeError>(())
//! ```

mod diff;
mod memo;
mod settle;
mod write;

pub use diff::unified;
pub use write::{WriteError, write};

use crate::checker::{Checker, arrange};
use crate::formats::{Decoded, Edit, Edits, Encoding, Format, Locator, Place, Splice, decode};
use crate::narrow::Directives;
use crate::text::{Applicability, Document, Finding, Span};
use memo::Memo;
use std::borrow::Cow;

/// A fixed text is read again for what can be fixed now; texts seen need two readings, seldom three. The limit is for
/// checkers that never have enough.
const PASSES: usize = 100;

type Check<'a> = dyn Fn(&Document, &mut Memo) -> Vec<Finding> + Sync + 'a;
type Wanted<'a> = dyn Fn(&Finding) -> bool + Sync + 'a;

/// Makes edits out of findings.
pub struct Fixer<'a> {
    check: Box<Check<'a>>,
    wanted: Box<Wanted<'a>>,
    least: Applicability,
}

/// What came of a file.
#[derive(Debug, Clone, Default)]
pub struct Fixed {
    /// The edits, in bytes of the file.
    pub edits: Edits,
    /// The edits as a person reads them, one for each.
    pub changes: Vec<Change>,
    /// The wanted findings of the text with the edits made.
    pub left: Vec<Finding>,
}

/// An edit as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it starts in the file.
    pub place: Place,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// A text with its findings.
struct Checked<'t> {
    text: Cow<'t, str>,
    found: Vec<Found>,
}

/// A finding in a text.
struct Found {
    /// The bytes of the text.
    span: Span,
    /// The bytes of its paragraph.
    paragraph: Span,
    finding: Finding,
    /// What would be written for its first suggestion.
    raw: Option<String>,
    /// An ignore comment covers it.
    ignored: bool,
}

impl<'a> Fixer<'a> {
    /// Makes the edits that are at least as safe as this. What is only to be shown ([`Applicability::None`]) is never
    /// edited.
    pub fn new(checker: &'a Checker, least: Applicability) -> Self {
        let check = |document: &Document, memo: &mut Memo| memo.check(checker, document);
        Fixer { check: Box::new(check), wanted: Box::new(|_| true), least }
    }

    /// The same with findings from elsewhere: `check` is asked for those of the document, and of what edits make of it.
    /// What is found in a paragraph should depend on that paragraph, or else on the text as a whole: no edit is blamed for a finding
    /// in another paragraph.
    pub fn with(check: impl Fn(&Document) -> Vec<Finding> + Sync + 'a, least: Applicability) -> Self {
        Fixer { check: Box::new(move |document, _| check(document)), wanted: Box::new(|_| true), least }
    }

    /// Leaves other findings than these alone, as it does those that an ignore comment covers. No edit may create them in its paragraph, though.
    pub fn wanted(mut self, wanted: impl Fn(&Finding) -> bool + Sync + 'a) -> Self {
        self.wanted = Box::new(wanted);
        self
    }

    /// The edits of a file.
    ///
    /// The edits of all wanted findings are made and the text is checked again. Those that lead to a finding in their
    /// paragraph that was not there are dropped, until none does; then the text is read again for what can be fixed now, until nothing can. So
    /// fixing a fixed file changes nothing.
    pub fn fix(&self, decoded: &Decoded, format: &dyn Format) -> Fixed {
        let target = Target { encoding: decoded.encoding, format };
        let mut memo = Memo::default();
        let first = self.check(Cow::Borrowed(&*decoded.text), &target, &mut memo);
        let mut edits = Edits::default();
        let mut now = None;
        for _ in 0..PASSES {
            let before = now.as_ref().unwrap_or(&first);
            let Some((more, after)) = self.settle(before, &target, &mut memo) else { break };
            edits = edits.then(&before.text, &more);
            now = Some(after);
        }
        let now = match now {
            Some(now) if target.holds(&now.text) => now,
            _ => {
                edits = Edits::default();
                first
            }
        };
        let changes = changes(decoded, &edits);
        let left = now.found.into_iter().filter(|found| !found.ignored).map(|found| found.finding);
        let left = left.filter(&self.wanted).collect();
        Fixed { edits: edits.stored(decoded), changes, left }
    }

    fn check<'t>(&self, text: Cow<'t, str>, target: &Target, memo: &mut Memo) -> Checked<'t> {
        let document = target.format.parse(&text);
        let splice = Splice::into_text(&text, target.encoding, target.format);
        let directives = Directives::read(&text, target.format, &document);
        let mut paragraph = (usize::MAX, Span::new(0, 0));
        let found = |mut finding: Finding| {
            let segment = &document.segments[finding.segment];
            let span = segment.place(finding.span);
            let raw = finding.suggestions.first().and_then(|best| splice.raw(segment, finding.span, &best.text));
            if raw.is_none() {
                finding.applicability = Applicability::None;
            }
            if paragraph.0 != finding.segment || paragraph.1.end <= finding.span.start {
                paragraph = (finding.segment, paragraph_of(&segment.text, finding.span));
            }
            let ignored = directives.ignores(&document, &finding);
            Found { span, paragraph: segment.place(paragraph.1), finding, raw, ignored }
        };
        let wanted = |finding: &Finding| (self.wanted)(finding) && !directives.ignores(&document, finding);
        let (mut findings, mut others): (Vec<Finding>, Vec<Finding>) =
            (self.check)(&document, memo).into_iter().partition(wanted);
        arrange(&document, &mut findings);
        // What is not wanted hides nothing, and is hidden by what it overlaps with.
        arrange(&document, &mut others);
        let places: Vec<Span> = findings.iter().map(|finding| document.place(finding)).collect();
        others.retain(|other| {
            let place = document.place(other);
            let before = places.partition_point(|wanted| wanted.end <= place.start);
            places.get(before).is_none_or(|wanted| !wanted.overlaps(place))
        });
        findings.extend(others);
        findings.sort_by_key(|finding| document.place(finding).start);
        let found = findings.into_iter().map(found).collect();
        Checked { text, found }
    }

    /// The edit for a finding, if it is to be made.
    fn edit(&self, text: &str, found: &Found) -> Option<Edit> {
        let Found { span, finding, raw, ignored, .. } = found;
        let allowed = !ignored && finding.applicability != Applicability::None && finding.applicability >= self.least;
        let raw = raw.as_ref().filter(|raw| allowed && *raw != span.of(text) && (self.wanted)(finding))?;
        Some(Edit { start: span.start, end: span.end, raw: raw.clone() })
    }
}

/// What the text is written into.
struct Target<'a> {
    encoding: Encoding,
    format: &'a dyn Format,
}

impl Target<'_> {
    /// Whether the text will be read again as it is. Windows-1252 is told by its bytes, so edits might take away what it
    /// was told by; Unicode has its mark or is UTF-8 still.
    fn holds(&self, text: &str) -> bool {
        self.encoding != Encoding::Windows1252
            || decode(&self.encoding.encode(text)).is_ok_and(|decoded| decoded.text == text)
    }
}

/// The paragraph of a segment that a finding lies in: a line, as the checker reads them.
fn paragraph_of(text: &str, span: Span) -> Span {
    let bytes = text.as_bytes();
    let start = memchr::memrchr2(b'\n', b'\r', &bytes[..span.start]).map_or(0, |at| at + 1);
    let end = memchr::memchr2(b'\n', b'\r', &bytes[span.end..]).map_or(bytes.len(), |at| span.end + at);
    Span::new(start, end)
}

fn changes(decoded: &Decoded, edits: &Edits) -> Vec<Change> {
    let mut locator = Locator::new(decoded);
    let change = |edit: &Edit| Change {
        place: locator.locate(edit.start),
        before: edit.span().of(&decoded.text).to_owned(),
        after: edit.raw.clone(),
    };
    edits.iter().map(change).collect()
}
