//! What the command line takes, and what it ends with.

mod extract;
mod input;
mod progress;
mod render;

use std::io::{self, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use shilu::Kind;
use shilu::article::parse_published;

/// Read Chinese news, write down what it says: typed, normalized, linked facts.
#[derive(Debug, Parser)]
#[command(name = "shilu", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the facts of articles
    Extract(Extract),
    /// Print the JSON Schema of an output line
    Schema,
}

#[derive(Debug, Args)]
#[command(after_help = after_help())]
struct Extract {
    /// Files, folders of .txt and .jsonl files, or - for standard input (the default)
    #[arg(value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// What the input is: text or jsonl [default: jsonl for .jsonl files, else text]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    from: Option<From>,
    /// What to write: table, jsonl or json [default: table on a terminal, else jsonl]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    to: Option<To>,
    /// Report these kinds alone, as in date,count [default: all but number]
    #[arg(long, value_name = "KINDS", value_delimiter = ',', hide_possible_values = true, value_parser = PossibleValuesParser::new(Kind::ALL.iter().map(|k| k.name())))]
    kinds: Vec<String>,
    /// When the articles were published, whatever their pages say; a line's own `published` wins
    #[arg(long, value_name = "DATE", value_parser = parse_published)]
    published: Option<jiff::civil::DateTime>,
}

fn after_help() -> String {
    let (first, second) = Kind::ALL.split_at(Kind::ALL.len() / 2);
    let names = |kinds: &[Kind]| kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
    format!(
        "\
Kinds: {},
       {}

Examples:
  shilu extract article.txt              the facts of one article, to read
  shilu extract news/ > facts.jsonl      of every .txt and .jsonl below news/
  shilu extract - --from jsonl --kinds date,count < articles.jsonl
A line of jsonl is {{\"id\": …, \"text\": …, \"published\": …}}; other fields are ignored.

Exit status: 0 if all was read; 2 if a file or line was not (named on stderr, the rest go on).",
        names(first),
        names(second),
    )
}

/// What an input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum From {
    Text,
    Jsonl,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    Jsonl,
    Json,
    Table,
}

/// What is left to say when the work is done: whether every input was read.
type Outcome = io::Result<bool>;

pub(crate) fn run() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Extract(options) => extract::run(options),
        Command::Schema => schema(),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(2),
        // Whoever read us has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::from(2)
        }
    }
}

fn schema() -> Outcome {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &shilu::sink::jsonl::schema())?;
    writeln!(out)?;
    Ok(true)
}

/// Names a problem on standard error. File names and JSON are not to be trusted with a terminal either.
fn complain(problem: &dyn std::fmt::Display) {
    // Nobody is left to tell if standard error is closed.
    let _ = writeln!(io::stderr(), "{}", shilu::sink::table::visible(&problem.to_string()));
}
