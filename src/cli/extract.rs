//! `shilu extract`: articles in, facts out, in order.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use encoding_rs::Encoding;
use jiff::civil::DateTime;
use shilu::article::parse_published;
use shilu::sink::{Layout, Page, Sink, Style, Unit};
use shilu::source::{Fields, Glob, Options};
use shilu::{Analyzer, Error, Kind};

use super::input::{Bundle, Inputs};
use super::output::{Answer, Output, Refused};
use super::to::To;
use super::whole::{Done, Files};
use super::{Outcome, progress};

/// Lines longer than this are hard to read, however wide the terminal.
const WIDEST: usize = 140;
/// While no answer comes, how long to wait before looking whether Ctrl-C was pressed.
const PATIENCE: Duration = Duration::from_millis(100);

#[derive(Debug, Args)]
#[command(after_help = after_help())]
pub(super) struct Extract {
    /// Files, folders, or - for standard input (the default); .gz and .zst are unpacked
    #[arg(value_name = "FILE")]
    inputs: Vec<PathBuf>,
    #[arg(long, value_name = "FORMAT", hide_possible_values = true, help = FROM)]
    from: Option<From>,
    /// Their encoding, as in gb18030 or big5 [default: detected]
    #[arg(long, value_name = "NAME", value_parser = super::encoding)]
    encoding: Option<&'static Encoding>,
    /// Of a folder, the files that match, as in '2020/**/*.txt.gz'
    #[arg(long, value_name = "GLOB")]
    glob: Option<Glob>,
    /// The field or column of a record that is the text [default: text]
    #[arg(long, value_name = "NAME", default_value = "text", hide_default_value = true)]
    text_field: String,
    /// The field of its publication time [default: published]
    #[arg(long, value_name = "NAME", default_value = "published", hide_default_value = true)]
    date_field: String,
    /// The field of its id [default: id]
    #[arg(long, value_name = "NAME", default_value = "id", hide_default_value = true)]
    id_field: String,
    /// When the articles were published, whatever their pages say; a record's own time wins
    #[arg(long, value_name = "DATE", value_parser = parse_published)]
    published: Option<DateTime>,
    /// Report these kinds alone, as in date,count [default: all but number]
    #[arg(long, value_name = "KINDS", value_delimiter = ',', hide_possible_values = true, value_parser = PossibleValuesParser::new(Kind::ALL.iter().map(|k| k.name())))]
    kinds: Vec<String>,
    /// What to write [default: as --output is named, or table on a terminal, or jsonl]
    #[arg(long, value_name = "FORMAT", value_parser = To::parse)]
    to: Option<To>,
    /// Where to write; a folder/ for tables, neo4j, brat, timeml [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Go on with a run to jsonl that was cut short: what FILE.part or FILE holds is not read again
    #[arg(long, requires = "output")]
    resume: bool,
    /// In JSON, offsets in one unit alone: byte, char or utf16 [default: byte and char]
    #[arg(long, value_name = "UNIT", hide_possible_values = true)]
    offsets: Option<Offsets>,
    /// In JSON, the text with its facts
    #[arg(long)]
    with_text: bool,
    /// In CSV, a byte order mark first, for Excel
    #[arg(long)]
    bom: bool,
    /// Write what was refused to this file, a line of JSON each, with the reason
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// How many articles to read at a time [default: one a core]
    #[arg(long, short, value_name = "N")]
    jobs: Option<std::num::NonZeroUsize>,
}

#[cfg(feature = "parquet")]
const FROM: &str = "What they hold: text, html, jsonl, json, csv or parquet [default: told by name or content]";
#[cfg(not(feature = "parquet"))]
const FROM: &str = "What they hold: text, html, jsonl, json or csv [default: told by name or content]";

fn after_help() -> String {
    let kinds = Kind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" ");
    format!(
        "Kinds: {kinds}\n\
         Formats: {}\n\
         Tables: articles facts entities links statements, as {}: --to statements.csv\n\
         Exit status: 0 if all was read, 2 if something was not (it is named, the rest go on), 130 if stopped.",
        To::built().collect::<Vec<_>>().join(" "),
        To::built().filter(|name| matches!(*name, "csv" | "jsonl" | "arrow" | "parquet")).collect::<Vec<_>>().join(" "),
    )
}

/// What an input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum From {
    Text,
    Html,
    Jsonl,
    Json,
    Csv,
    Parquet,
}

impl From {
    fn format(self) -> shilu::source::Format {
        use shilu::source::Format;
        match self {
            Self::Text => Format::Text,
            Self::Html => Format::Html,
            Self::Jsonl => Format::Jsonl,
            Self::Json => Format::Json,
            Self::Csv => Format::Csv,
            Self::Parquet => Format::Parquet,
        }
    }
}

/// What offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Offsets {
    Byte,
    Char,
    Utf16,
}

pub(super) fn run(options: Extract) -> Result<Outcome, Error> {
    let terminal = options.output.is_none() && io::stdout().is_terminal();
    let to = match (options.to, options.output.as_deref()) {
        (Some(to), _) => to,
        (None, Some(path)) => named(path)?,
        (None, None) if terminal => To::Table,
        (None, None) => To::Jsonl,
    };
    let unit = options.offsets.map(|unit| match unit {
        Offsets::Byte => Unit::Byte,
        Offsets::Char => Unit::Char,
        Offsets::Utf16 => Unit::Utf16,
    });
    let style = |format| {
        let mut style = Style::new(format);
        (style.unit, style.with_text, style.mark) = (unit, options.with_text, options.bom);
        style.kinds = (to.resolves() && !options.kinds.is_empty()).then(|| wanted(&options.kinds).collect());
        style.layout = layout(terminal);
        style
    };
    let mut analyzer = Analyzer::builder();
    if to.resolves() {
        // Names are resolved among all facts; the style leaves out what is not asked for.
        let number = options.kinds.iter().any(|name| name == Kind::Number.name());
        analyzer = analyzer.kinds(Kind::ALL.iter().copied().filter(|&kind| kind != Kind::Number || number));
    } else if !options.kinds.is_empty() {
        analyzer = analyzer.kinds(wanted(&options.kinds));
    }
    let folder = options.output.as_deref().filter(|path| to.is_folder(path));
    if let Some(folder) = folder {
        std::fs::create_dir_all(folder)?;
    }
    let done = match options.output.as_deref().filter(|_| options.resume) {
        Some(path) if to == To::Jsonl && folder.is_none() => Some(Done::read(path)?),
        Some(_) => return Err(io::Error::other("--resume goes on with lines of JSON: --to jsonl --output FILE").into()),
        None => None,
    };
    let mut files = Files::new(to == To::Jsonl);
    let mut sinks = Vec::new();
    for (format, file) in to.files(options.output.as_deref())? {
        let out: Box<dyn Write + Send> = match file {
            Some(path) => Box::new(BufWriter::new(files.create(&path, options.resume)?)),
            // Takes the colours away again where they are not wanted: not a terminal, NO_COLOR.
            None if to == To::Table => Box::new(anstream::stdout()),
            None => Box::new(io::stdout()),
        };
        sinks.push(Sink::new(out, style(format))?);
    }
    let reader = Reader {
        analyzer: analyzer.build(),
        published: options.published,
        styles: sinks.iter().map(Sink::style).collect(),
        resolves: to.resolves(),
        each: to.each().zip(folder.map(PathBuf::from)),
    };
    let mut fields = Fields::default();
    (fields.text, fields.published, fields.id) = (options.text_field, options.date_field, options.id_field);
    let mut source = Options::default();
    (source.format, source.encoding, source.fields) = (options.from.map(From::format), options.encoding, fields);
    let inputs = Inputs::new(options.inputs, options.glob.as_ref(), source, done);
    let bar = progress::bar(inputs.size(), inputs.read(), terminal);
    let output = Output::new(sinks, files, options.rejects.as_deref(), bar)?;
    let jobs = options.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, std::num::NonZeroUsize::get);
    work(inputs, reader, output, jobs)
}

/// The kinds of these names, in the order of the table.
fn wanted(names: &[String]) -> impl Iterator<Item = Kind> {
    Kind::ALL.iter().copied().filter(|kind| names.iter().any(|name| name == kind.name()))
}

/// What an output's name says is to be written; lines of JSON where it has no ending.
fn named(path: &std::path::Path) -> Result<To, Error> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned());
    match (To::of(path), ending) {
        (Some(to), _) => Ok(to),
        (None, None) => Ok(To::Jsonl),
        (None, Some(ending)) => {
            let reason = format!(
                "{}: nothing is known of files that end in .{ending}: say what to write with --to",
                path.display()
            );
            Err(io::Error::other(reason).into())
        }
    }
}

fn layout(terminal: bool) -> Layout {
    let columns = console::Term::stdout().size_checked().filter(|_| terminal).map(|(_, columns)| usize::from(columns));
    let mut layout = Layout::default();
    layout.width = columns.unwrap_or(layout.width).min(WIDEST);
    layout.color = true;
    layout
}

/// What turns a bundle of articles into an answer.
struct Reader {
    analyzer: Analyzer,
    published: Option<DateTime>,
    /// What each sink writes.
    styles: Vec<Arc<Style>>,
    /// Whether articles need ids, by which tables refer to them.
    resolves: bool,
    /// The format whose articles are files of their own, and their folder.
    each: Option<(shilu::sink::Format, PathBuf)>,
}

impl Reader {
    fn read(&self, bundle: Bundle) -> Result<Answer, Error> {
        let pages = self.styles.iter().cloned().map(Page::new).collect();
        let mut answer = Answer { pages, articles: 0, refused: Vec::new(), warnings: Vec::new(), replaced: Vec::new() };
        for raw in bundle {
            let (raw, entry) = match raw {
                Ok(raw) => match raw.read() {
                    Ok(entry) => (raw, entry),
                    Err(error) => {
                        answer.refused.push(Refused { error, raw: Some(raw) });
                        continue;
                    }
                },
                Err(error) => {
                    answer.refused.push(Refused { error, raw: None });
                    continue;
                }
            };
            if entry.replaced > 0 {
                answer.replaced.push((raw.origin.name.clone(), entry.replaced));
            }
            if let Some(time) = &entry.unread_time {
                let read =
                    if self.published.is_some() { "the one given is taken" } else { "the article is read undated" };
                answer.warnings.push(format!("{}: warning: {time:?} is no publication time, {read}", raw.origin));
            }
            let article = entry.article(self.published);
            let mut analysis = self.analyzer.analyze_article(&article);
            analysis.id = entry.id.clone();
            answer.articles += 1;
            if let Some((format, folder)) = &self.each {
                let name = entry.id.clone().unwrap_or_else(|| raw.origin.to_string());
                shilu::sink::save(folder, &name, *format, &article, &analysis)?;
            } else if self.resolves && analysis.id.is_none() {
                analysis.id = Some(raw.origin.to_string());
            }
            for page in &mut answer.pages {
                page.push(&article, &analysis)?;
            }
        }
        Ok(answer)
    }
}

/// A bundle, and where its answer goes.
type Task = (Bundle, SyncSender<Result<Answer, Error>>);

/// One thread reads bundles, as many as there are jobs answer them, and this one writes the answers in order. Each bundle
/// takes its place in the row of answers when it is handed out: the row's length bounds what is in memory. No thread is waited
/// for at the end: the reading one may wait for input that never comes.
fn work(mut inputs: Inputs, reader: Reader, mut output: Output, jobs: usize) -> Result<Outcome, Error> {
    let stopped = stop_flag();
    let (row, answers) = mpsc::sync_channel::<Receiver<Result<Answer, Error>>>(2 * jobs);
    let (hand_out, tasks) = mpsc::sync_channel::<Task>(jobs);
    let (reader, tasks) = (Arc::new(reader), Arc::new(Mutex::new(tasks)));
    let stop = stopped.clone();
    thread::spawn(move || {
        while !stop.load(Ordering::Relaxed) {
            let Some(bundle) = inputs.bundle() else { break };
            let (answer, receiver) = mpsc::sync_channel(1);
            if row.send(receiver).is_err() || hand_out.send((bundle, answer)).is_err() {
                break;
            }
        }
    });
    for _ in 0..jobs {
        let (reader, tasks) = (reader.clone(), tasks.clone());
        thread::spawn(move || {
            loop {
                let task = tasks.lock().map(|tasks| tasks.recv());
                let Ok(Ok((bundle, answer))) = task else { break };
                // Nobody waits for the answer once writing has failed.
                let _ = answer.send(reader.read(bundle));
            }
        });
    }
    loop {
        match answers.recv_timeout(PATIENCE) {
            Ok(answer) => match answer.recv() {
                Ok(answer) => output.take(answer?)?,
                Err(_) => return Err(io::Error::other("a thread that read articles is gone").into()),
            },
            // After Ctrl-C: the program that feeds us may never write again, so write what has arrived.
            Err(RecvTimeoutError::Timeout) if stopped.load(Ordering::Relaxed) => break,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    let (refused, stopped) = (output.refused > 0, stopped.load(Ordering::Relaxed));
    output.finish(stopped)?;
    Ok(match (stopped, refused) {
        (true, _) => Outcome::Stopped,
        (false, true) => Outcome::Incomplete,
        (false, false) => Outcome::Complete,
    })
}

/// Is set when somebody wishes to stop; a second wish ends the run at once.
fn stop_flag() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    let wish = flag.clone();
    let set = ctrlc::set_handler(move || {
        if wish.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
    if let Err(error) = set {
        super::complain(&format!("Ctrl-C will end the run at once: {error}"));
    }
    flag
}
