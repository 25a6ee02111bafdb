//! The checker as Python sees it.

use crate::columns::{self, Texts};
use crate::finding::{self, Finding};
use arrow_array::RecordBatch;
use arrow_pyarrow::{FromPyArrow, ToPyArrow};
use intrus::config::{Config, Layer, Set, Settings, rules_by_option};
use intrus::fix::Fixer;
use intrus::{Applicability, Document, Pack, formats};
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::path::Path;

/// What the texts are called where a configuration asks for a path.
const NAME: &str = "text.txt";

/// Finds the English in French text.
///
/// A checker remembers what it looked up: make one and keep it. It may be used from several threads.
#[pyclass(frozen, module = "intrus")]
pub struct Checker {
    arguments: Arguments,
    settings: Settings,
    checker: intrus::Checker,
    /// None where the calling thread does the work: threads do not survive a fork, on which the engines of clusters build.
    threads: Option<ThreadPool>,
}

/// What a checker was made with, to make it again in another process: for Python a dictionary.
#[derive(Clone, IntoPyObject)]
struct Arguments {
    select: Vec<String>,
    ignore: Vec<String>,
    min_confidence: Option<f32>,
    words: Vec<String>,
    names: Vec<String>,
    config: Option<String>,
    threads: usize,
}

fn value_error(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}

#[pymethods]
impl Checker {
    /// A checker; what is not given is as the configuration file says, or else as on the command line.
    ///
    /// select, ignore: rules, as codes, names or families (`["EN", "PA401"]`).
    /// min_confidence: least probability of a finding, 0 to 1.
    /// words, names: accepted words and names.
    /// config: path of an `intrus.toml`.
    /// threads: how many threads check a batch; 0 for one a core.
    #[new]
    #[pyo3(signature = (*, select=vec![], ignore=vec![], min_confidence=None, words=vec![], names=vec![], config=None, threads=0))]
    fn new(
        select: Vec<String>,
        ignore: Vec<String>,
        min_confidence: Option<f32>,
        words: Vec<String>,
        names: Vec<String>,
        config: Option<String>,
        threads: usize,
    ) -> PyResult<Self> {
        if let Some(least) = min_confidence.filter(|least| !(0.0..=1.0).contains(least)) {
            return Err(value_error(format_args!("min_confidence: a number from 0 to 1 is expected, not {least}")));
        }
        let arguments = Arguments { select, ignore, min_confidence, words, names, config, threads };
        let settings = arguments.settings()?;
        let checker = settings.checker(&intrus::Checker::new(Pack::embedded()));
        let pool = || ThreadPoolBuilder::new().num_threads(threads).build().map_err(value_error);
        let threads = if threads == 1 { None } else { Some(pool()?) };
        Ok(Checker { arguments, settings, checker, threads })
    }

    /// What `pickle` makes the checker again from.
    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        Ok((PyTuple::empty(py), self.arguments.clone().into_pyobject(py)?))
    }

    /// The findings of a text, in their order. Offsets are in code points, so that `text[f.start:f.end] == f.surface`.
    fn check(&self, py: Python<'_>, text: &str) -> PyResult<Vec<Finding>> {
        let found = py.detach(|| self.findings(text));
        finding::findings(py, text, found)
    }

    /// The text with its safe repairs made; with `unsafe`, the best guesses too.
    #[pyo3(signature = (text, *, r#unsafe=false))]
    fn fix(&self, py: Python<'_>, text: &str, r#unsafe: bool) -> PyResult<String> {
        py.detach(|| self.fixed(text, r#unsafe)).map_err(value_error)
    }

    /// The batch with a column of the findings of each text in `column`; where there is a column of that name already, in
    /// its place. Offsets are in bytes of UTF-8, as the command line counts them. Nulls stay null.
    #[pyo3(signature = (batch, column="text", into="findings"))]
    fn check_batch<'py>(
        &self,
        py: Python<'py>,
        batch: &Bound<'py, PyAny>,
        column: &str,
        into: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let batch = RecordBatch::from_pyarrow_bound(batch)?;
        let checked = py.detach(|| {
            let texts = Texts::of(&batch, column)?;
            let found = self.each(&texts, batch.num_rows(), |text| self.findings(text));
            columns::with_column(&batch, into, columns::findings(column, &texts, &found)?)
        });
        checked.map_err(value_error)?.to_pyarrow(py)
    }

    /// The batch with the texts in `column` [repaired](Checker::fix).
    #[pyo3(signature = (batch, column="text", *, r#unsafe=false))]
    fn fix_batch<'py>(
        &self,
        py: Python<'py>,
        batch: &Bound<'py, PyAny>,
        column: &str,
        r#unsafe: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let batch = RecordBatch::from_pyarrow_bound(batch)?;
        let fixed = py.detach(|| -> Result<RecordBatch, String> {
            let texts = Texts::of(&batch, column).map_err(|error| error.to_string())?;
            let fixed = self.each(&texts, batch.num_rows(), |text| self.fixed(text, r#unsafe));
            let fixed: Vec<Option<String>> = fixed.into_iter().map(Option::transpose).collect::<Result<_, _>>()?;
            columns::with_column(&batch, column, texts.like(fixed.into_iter())).map_err(|error| error.to_string())
        });
        fixed.map_err(value_error)?.to_pyarrow(py)
    }
}

impl Checker {
    /// What comes of each text, in order, in parallel.
    fn each<R: Send>(&self, texts: &Texts, rows: usize, work: impl Fn(&str) -> R + Sync) -> Vec<Option<R>> {
        match &self.threads {
            Some(threads) => {
                threads.install(|| (0..rows).into_par_iter().map(|row| texts.get(row).map(&work)).collect())
            }
            None => (0..rows).map(|row| texts.get(row).map(&work)).collect(),
        }
    }

    fn findings(&self, text: &str) -> Vec<intrus::Finding> {
        self.checker.check_for(&Document::plain(text), |finding| self.settings.wants(finding))
    }

    fn fixed(&self, text: &str, r#unsafe: bool) -> Result<String, String> {
        let least = if r#unsafe { Applicability::Unsafe } else { Applicability::Safe };
        let decoded = formats::decode(text.as_bytes()).map_err(|error| error.to_string())?;
        let fixer = Fixer::new(&self.checker, least).wanted(|finding| self.settings.wants(finding));
        let fixed = fixer.fix(&decoded, formats::FORMATS[0]);
        Ok(fixed.edits.apply_to_text(text))
    }
}

impl Arguments {
    /// The settings that these and the configuration file make together.
    fn settings(&self) -> PyResult<Settings> {
        let list = |list: &[String], name: &str| (!list.is_empty()).then(|| Set::by_option(list.to_vec(), name));
        let layer = Layer {
            select: rules_by_option(&self.select, "select").map_err(value_error)?,
            ignore: rules_by_option(&self.ignore, "ignore").map_err(value_error)?,
            min_confidence: self.min_confidence.map(|least| Set::by_option(least, "min_confidence")),
            words: list(&self.words, "words"),
            names: list(&self.names, "names"),
            ..Layer::default()
        };
        let Some(path) = &self.config else { return Ok(Settings::new(vec![layer.into()])) };
        let path = Path::new(path);
        let text = std::fs::read_to_string(path)
            .map_err(|error| PyOSError::new_err(format!("{}: {error}", path.display())))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        Ok(Config::parse(path, &text).map_err(value_error)?.settings(&folder.join(NAME), layer))
    }
}
