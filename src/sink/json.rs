//! One analysis as indented JSON, for eyes and `jq`.

use std::io::Write;

use crate::{Analysis, Error};

/// Writes an analysis as indented JSON. Several make a stream of objects, which `jq` reads one by one.
///
/// # Errors
/// [`Error::Io`] if the stream cannot be written.
pub(super) fn write(out: &mut impl Write, analysis: &Analysis) -> Result<(), Error> {
    serde_json::to_writer_pretty(&mut *out, analysis).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}
