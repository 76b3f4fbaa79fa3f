//! `shilu explain`: why a quantity, a quote, an event or a campaign was told so.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use jiff::civil::DateTime;
use shilu::article::parse_published;
use shilu::explain::{Choice, Explanation};
use shilu::sink::visible;
use shilu::source::{Options, Source};
use shilu::{Analysis, Analyzer, Error};

use super::{Outcome, complain};

/// How much of the text stands before and behind a mention, in characters.
const AROUND: usize = 40;

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Files, or - for standard input (the default)
    #[arg(value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// When the articles were published, whatever their pages say
    #[arg(long, value_name = "DATE", value_parser = parse_published)]
    published: Option<DateTime>,
    /// How many candidates of each slot to print, the best first
    #[arg(long, value_name = "N", default_value_t = 4)]
    most: usize,
    /// Print all candidates with every feature, a mention a line of JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(options: &Explain) -> Result<Outcome, Error> {
    let analyzer = Analyzer::new();
    let mut out = BufWriter::new(io::stdout().lock());
    let stdin = [PathBuf::from("-")];
    let mut good = true;
    for path in if options.inputs.is_empty() { &stdin } else { options.inputs.as_slice() } {
        let source = if path.as_os_str() == "-" {
            Source::new("-", io::stdin(), &Options::default())
        } else {
            Source::open(path, &Options::default())
        };
        let entries = match source {
            Ok(entries) => entries,
            Err(error) => {
                complain(&error);
                good = false;
                continue;
            }
        };
        for entry in entries {
            let entry = match entry.and_then(|raw| raw.read()) {
                Ok(entry) => entry,
                Err(error) => {
                    complain(&error);
                    good = false;
                    continue;
                }
            };
            let article = entry.article(options.published);
            let (analysis, why) = analyzer.explain(&article, None);
            for explanation in &why {
                if options.json {
                    serde_json::to_writer(&mut out, explanation).map_err(io::Error::from)?;
                    writeln!(out)?;
                } else {
                    print(article.text, &analysis, explanation, options.most, &mut out)?;
                }
            }
        }
    }
    out.flush()?;
    Ok(if good { Outcome::Complete } else { Outcome::Incomplete })
}

/// A mention in its place in the text, then a line for each of its slots.
fn print(text: &str, analysis: &Analysis, why: &Explanation, most: usize, out: &mut impl Write) -> io::Result<()> {
    let Some(fact) = analysis.facts.iter().find(|fact| fact.id == why.fact) else { return Ok(()) };
    let start = text[..fact.start_byte].char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let rest = &text[fact.end_byte..];
    let end = rest.char_indices().nth(AROUND).map_or(rest.len(), |(at, _)| at);
    let (before, behind) = (&text[start..fact.start_byte], &rest[..end]);
    writeln!(out, "{}【{}】{}", visible(before), visible(&fact.text), visible(behind))?;
    for Choice { slot, candidates, .. } in &why.slots {
        write!(out, "  {slot:9}")?;
        for candidate in candidates.iter().take(most) {
            let change = candidate.change.map(|change| format!("{change:?}").to_lowercase());
            let words = candidate.text.clone().or(change).unwrap_or_else(|| "–".to_owned());
            write!(out, " {} {:.1} ", visible(&words), candidate.score)?;
        }
        writeln!(out)?;
    }
    writeln!(out)
}
