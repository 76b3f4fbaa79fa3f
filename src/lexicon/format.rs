// The format of a word list; compiled into the crate and into its build script, so that both read alike.

/// Reads a list: one `word` or `word<TAB>value` a line, `#` begins a comment line.
///
/// Returns the entries in their order, or the line (from 1) and what is wrong with it.
pub(crate) fn read(source: &str) -> Result<Vec<(&str, &str)>, (usize, String)> {
    let mut entries = Vec::new();
    let mut lines = std::collections::HashMap::new();
    for (at, line) in source.lines().enumerate() {
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (word, value) = line.split_once('\t').unwrap_or((line, ""));
        if word.is_empty() || word.trim() != word {
            return Err((at + 1, format!("a word begins or ends with a blank: {word:?}")));
        }
        if value.contains('\t') {
            return Err((at + 1, format!("{word} has more than one value column")));
        }
        if let Some(first) = lines.insert(word, at + 1) {
            return Err((at + 1, format!("{word} is already on line {first}")));
        }
        entries.push((word, value.trim()));
    }
    Ok(entries)
}

/// What a list is compiled to: an FST from word to the place of its value in the table of distinct values.
pub(crate) fn compile(mut entries: Vec<(&str, &str)>) -> Result<(Vec<u8>, Vec<String>), fst::Error> {
    entries.sort_unstable();
    let mut values: Vec<String> = Vec::new();
    let mut places = std::collections::HashMap::new();
    let mut builder = fst::MapBuilder::memory();
    for (word, value) in entries {
        let place = *places.entry(value).or_insert_with(|| {
            values.push(value.to_owned());
            values.len() - 1
        });
        builder.insert(word, place as u64)?;
    }
    Ok((builder.into_inner()?, values))
}
