//! One analysis a line of JSON: the contract.

use std::io::Write;

use crate::{Analysis, Error};

/// Writes an analysis as one line of JSON.
///
/// ```
/// let analysis = shilu::Analyzer::new().analyze("全县有98家民营企业。");
/// let mut line = Vec::new();
/// shilu::sink::jsonl::write(&mut line, &analysis)?;
/// assert!(line.ends_with(b"}\n"));
/// # Ok::<(), shilu::Error>(())
/// ```
///
/// # Errors
/// [`Error::Io`] if the stream cannot be written.
pub fn write(out: &mut impl Write, analysis: &Analysis) -> Result<(), Error> {
    serde_json::to_writer(&mut *out, analysis).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// The JSON Schema (2020-12) of what [`write()`] writes.
///
/// ```
/// assert_eq!(shilu::sink::jsonl::schema().get("title").unwrap(), "Analysis");
/// ```
#[cfg(feature = "schema")]
pub fn schema() -> schemars::Schema {
    schemars::generate::SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Analysis>()
}
