//! The Python package `shilu`: what Rust gives it. Everything public is named by `shilu/__init__.py`.

mod analysis;
mod analyzer;
mod arrow;
mod convert;
mod error;
mod fact;
mod input;
mod lists;
mod source;
mod tokenizer;

use pyo3::prelude::*;

/// The compiled half of `shilu`; import `shilu` instead.
#[pymodule(gil_used = false)]
fn _shilu(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("ListError", py.get_type::<error::ListError>())?;
    module.add("SourceError", py.get_type::<error::SourceError>())?;
    module.add_class::<analyzer::Analyzer>()?;
    module.add_class::<analysis::Analysis>()?;
    module.add_class::<analysis::Metadata>()?;
    module.add_class::<analysis::Entity>()?;
    module.add_class::<analysis::Link>()?;
    module.add_class::<analyzer::Word>()?;
    module.add_class::<arrow::Table>()?;
    module.add_class::<arrow::Column>()?;
    module.add_class::<arrow::Schema>()?;
    module.add_class::<source::Article>()?;
    module.add_class::<source::Articles>()?;
    module.add_class::<tokenizer::Tokenizer>()?;
    fact::add_classes(module)?;
    for function in [
        wrap_pyfunction!(analyzer::dates, module)?,
        wrap_pyfunction!(analyzer::numbers, module)?,
        wrap_pyfunction!(analyzer::sentences, module)?,
        wrap_pyfunction!(arrow::schema, module)?,
        wrap_pyfunction!(analysis::json_schema, module)?,
        wrap_pyfunction!(source::read, module)?,
    ] {
        module.add_function(function)?;
    }
    module.add("KINDS", shilu::Kind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>())?;
    Ok(())
}
