//! What the command line takes, and what it ends with.

mod explain;
mod extract;
mod input;
mod output;
mod progress;
mod segment;
mod to;
mod whole;

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use encoding_rs::Encoding;

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
    Extract(Box<extract::Extract>),
    /// Say why each quantity was told so: the candidates of its object, verb, agent, time, place with their scores
    Explain(explain::Explain),
    /// Cut lines into words, as jieba does
    Segment(segment::Segment),
    /// Print the JSON Schema of an output line
    Schema,
}

/// How a run ended.
enum Outcome {
    /// All was read.
    Complete,
    /// Something was not; it is named.
    Incomplete,
    /// Somebody stopped it.
    Stopped,
}

pub(crate) fn run() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Extract(options) => extract::run(*options),
        Command::Explain(options) => explain::run(&options),
        Command::Segment(options) => segment::run(&options),
        Command::Schema => schema(),
    };
    match outcome {
        Ok(Outcome::Complete) => ExitCode::SUCCESS,
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        Ok(Outcome::Stopped) => ExitCode::from(130),
        // Whoever read us has seen enough.
        Err(shilu::Error::Io(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::from(2)
        }
    }
}

fn encoding(name: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| "no encoding of that name".to_owned())
}

fn schema() -> Result<Outcome, shilu::Error> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &shilu::sink::schema()).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(Outcome::Complete)
}

/// Names a problem on standard error. File names and JSON are not to be trusted with a terminal either.
fn complain(problem: &dyn std::fmt::Display) {
    // Nobody is left to tell if standard error is closed.
    let _ = writeln!(io::stderr(), "{}", shilu::sink::visible(&problem.to_string()));
}
