//! brat: standoff annotation, an `.ann` beside its `.txt`.

use std::io::Write;
use std::path::Path;

use crate::{Analysis, Error};

/// Writes the facts as brat's standoff: a `T` line a mention, a note with its record, an `R` line a link. Offsets count characters.
///
/// # Errors
/// [`Error::Io`] if the stream cannot be written.
pub(super) fn write(out: &mut impl Write, _: &str, analysis: &Analysis) -> Result<(), Error> {
    for fact in &analysis.facts {
        let (id, kind) = (fact.id.0, fact.kind());
        write!(out, "T{id}\t{kind} ")?;
        // A mention that runs over a line break is one of two pieces: brat's lines hold none.
        let mut at = fact.start_char;
        for (place, piece) in fact.text.split(['\n', '\r']).enumerate() {
            let end = at + piece.chars().count();
            if !piece.is_empty() {
                write!(out, "{}{at} {end}", if place > 0 { ";" } else { "" })?;
            }
            at = end + 1;
        }
        writeln!(out, "\t{}", fact.text.replace(['\n', '\r'], " "))?;
        let record = serde_json::to_string(&fact.record).map_err(std::io::Error::from)?;
        writeln!(out, "#{id}\tAnnotatorNotes T{id}\t{record}")?;
    }
    for (at, link) in analysis.links.iter().enumerate() {
        let relation = serde_json::to_string(&link.relation).map_err(std::io::Error::from)?;
        writeln!(out, "R{}\t{} Arg1:T{} Arg2:T{}", at + 1, relation.trim_matches('"'), link.from.0, link.to.0)?;
    }
    Ok(())
}

/// Writes an article as brat wants it on disk: `NAME.txt` and `NAME.ann` in a folder. What a name of a file cannot hold
/// becomes `_`.
///
/// # Errors
/// [`Error::Io`] if the files cannot be written.
pub(super) fn save(folder: &Path, name: &str, text: &str, analysis: &Analysis) -> Result<(), Error> {
    let name = super::file_name(name);
    super::whole(&folder.join(format!("{name}.txt")), text.as_bytes())?;
    let mut ann = Vec::new();
    write(&mut ann, text, analysis)?;
    super::whole(&folder.join(format!("{name}.ann")), ann.as_ref())
}
