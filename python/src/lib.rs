//! Python bindings of intrus: see `python/README.md`.

mod checker;
mod columns;
mod finding;

use pyo3::prelude::*;

/// The compiled part of the package `intrus`.
#[pymodule]
mod _intrus {
    #[pymodule_export]
    use super::checker::Checker;
    #[pymodule_export]
    use super::finding::{Finding, Suggestion};

    use super::*;
    use arrow_pyarrow::ToPyArrow;

    /// The Arrow type of the column that `Checker.check_batch` adds.
    #[pyfunction]
    fn findings_type(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        intrus::columns::findings_type().to_pyarrow(py)
    }

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
