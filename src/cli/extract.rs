//! `shilu extract`: articles in, facts out, in order.

use std::io::{self, IsTerminal, Write};

use rayon::prelude::*;
use shilu::sink::table::Layout;
use shilu::{Analyzer, Kind};

use super::input::{Job, Jobs};
use super::render::Renderer;
use super::{Extract, Outcome, To, complain, progress};

/// The articles in memory at once.
const CHUNK: usize = 256;
/// Lines longer than this are hard to read, however wide the terminal.
const WIDEST: usize = 140;

pub(super) fn run(options: Extract) -> Outcome {
    let terminal = io::stdout().is_terminal();
    let to = options.to.unwrap_or(if terminal { To::Table } else { To::Jsonl });
    let mut analyzer = Analyzer::builder();
    if !options.kinds.is_empty() {
        let wanted = |kind: &Kind| options.kinds.iter().any(|name| name == kind.name());
        analyzer = analyzer.kinds(Kind::ALL.iter().copied().filter(wanted));
    }
    let renderer = Renderer { analyzer: analyzer.build(), published: options.published, to, layout: layout(terminal) };
    let jobs = Jobs::new(options.inputs, options.from);
    if to == To::Table {
        // Takes the colours away again where they are not wanted: not a terminal, NO_COLOR.
        write(jobs, &renderer, anstream::stdout().lock())
    } else {
        write(jobs, &renderer, io::stdout().lock())
    }
}

fn layout(terminal: bool) -> Layout {
    let columns = console::Term::stdout().size_checked().filter(|_| terminal).map(|(_, columns)| usize::from(columns));
    Layout { width: columns.unwrap_or(Layout::default().width).min(WIDEST), color: true }
}

/// Reads the jobs chunk by chunk, each chunk on all cores, and writes in order what they yield.
fn write(mut jobs: Jobs, renderer: &Renderer, mut out: impl Write) -> Outcome {
    let bar = progress::bar(jobs.files());
    let mut good = true;
    let mut first = true;
    loop {
        let chunk = jobs.chunk(CHUNK);
        if chunk.is_empty() {
            break;
        }
        let pages: Vec<_> = chunk
            .into_par_iter()
            .map(|job| {
                let file = matches!(job, Job::File(_));
                let page = renderer.render(job);
                bar.inc(u64::from(file));
                page
            })
            .collect();
        bar.suspend(|| {
            for page in pages {
                match page {
                    Err(error) => {
                        good = false;
                        complain(&error);
                    }
                    Ok(page) => {
                        if renderer.to == To::Table && !std::mem::take(&mut first) {
                            out.write_all(b"\n")?;
                        }
                        out.write_all(&page)?;
                    }
                }
            }
            out.flush()
        })?;
        bar.set_position(jobs.done() as u64);
    }
    bar.finish_and_clear();
    Ok(good)
}
