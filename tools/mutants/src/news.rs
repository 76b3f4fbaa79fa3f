//! What a change changes in news.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::compile::Built;

/// Differences that are shown of each change.
const SHOWN: usize = 8;

/// Facts of each article, one a line, without what moves when another fact comes or goes.
fn facts(built: &Built, mutant: usize, articles: &Path) -> Result<Vec<BTreeSet<String>>, Box<dyn Error>> {
    let output =
        Command::new(&built.shilu).arg("extract").arg(articles).env("SHILU_MUTANT", mutant.to_string()).output()?;
    let mut all = Vec::new();
    for line in String::from_utf8(output.stdout)?.lines() {
        let article: Value = serde_json::from_str(line)?;
        let texts = article["facts"].as_array().cloned().unwrap_or_default();
        let told =
            |id: &Value| texts.iter().find(|fact| fact["id"] == *id).map_or(id.clone(), |fact| fact["text"].clone());
        let of = |fact: &Value| -> String {
            let fields = fact.as_object().into_iter().flatten();
            let fields = fields.filter(|(name, value)| {
                !value.is_null() && !matches!(name.as_str(), "id" | "entity" | "end_byte" | "start_char" | "end_char")
            });
            fields.map(|(name, value)| format!("{name}={} ", told(value))).collect()
        };
        all.push(texts.iter().map(of).collect());
    }
    Ok(all)
}

/// Prints the facts that come and go with this change.
pub fn differences(built: &Built, mutant: usize, articles: &Path) -> Result<(), Box<dyn Error>> {
    let (before, after) = (facts(built, 0, articles)?, facts(built, mutant, articles)?);
    let (mut differ, mut shown) = (0, 0);
    for (number, (before, after)) in
        before.iter().zip(&after).enumerate().filter(|(_, (before, after))| before != after)
    {
        differ += 1;
        let gone = before.difference(after).map(|fact| format!("- {fact}"));
        for fact in
            gone.chain(after.difference(before).map(|fact| format!("+ {fact}"))).take(SHOWN.saturating_sub(shown))
        {
            println!("    {number}: {fact}");
            shown += 1;
        }
    }
    println!("    {differ} of {} articles differ", before.len());
    Ok(())
}
