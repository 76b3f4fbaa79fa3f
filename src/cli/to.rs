//! What `--to` takes: formats, and tables in an encoding.

use std::io;
use std::path::{Path, PathBuf};

use shilu::Error;
use shilu::sink::{Format, Graph, Table};

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum To {
    Jsonl,
    Json,
    /// One table, or all where none is named; in an encoding, or in that of the output's name.
    Rows(Option<Table>, Option<Encoding>),
    Html,
    Table,
    Neo4j,
    Bio,
    TimeMl,
    Brat,
    Doccano,
    LabelStudio,
    Displacy,
    Webanno,
}

/// How the rows of a table are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Csv,
    Jsonl,
    Arrow,
    Parquet,
}

impl Encoding {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "csv" => Self::Csv,
            "jsonl" => Self::Jsonl,
            "arrow" | "feather" => Self::Arrow,
            "parquet" => Self::Parquet,
            _ => return None,
        })
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Arrow => "arrow",
            Self::Parquet => "parquet",
        }
    }

    fn format(self, table: Table) -> Result<Format, Error> {
        match self {
            Self::Csv => Ok(Format::Csv(table)),
            Self::Jsonl => Ok(Format::Rows(table)),
            #[cfg(feature = "arrow")]
            Self::Arrow => Ok(Format::Arrow(table)),
            #[cfg(feature = "parquet")]
            Self::Parquet => Ok(Format::Parquet(table)),
            #[allow(unreachable_patterns, reason = "with both features, nothing is left")]
            _ => Err(unable(format!("this build writes no {0}: build it with the feature `{0}`", self.name()))),
        }
    }
}

fn unable(reason: String) -> Error {
    io::Error::other(reason).into()
}

fn extension(path: &Path) -> Option<&str> {
    path.extension()?.to_str()
}

impl To {
    /// What `--to` lists, tables apart.
    pub(super) const NAMES: [&str; 16] = [
        "jsonl",
        "json",
        "csv",
        "arrow",
        "parquet",
        "statements",
        "html",
        "table",
        "neo4j",
        "bio",
        "timeml",
        "brat",
        "doccano",
        "label-studio",
        "displacy",
        "webanno",
    ];

    /// Those of [`To::NAMES`] that this build writes.
    pub(super) fn built() -> impl Iterator<Item = &'static str> {
        let lacking = [("arrow", cfg!(feature = "arrow")), ("parquet", cfg!(feature = "parquet"))];
        Self::NAMES.into_iter().filter(move |name| !lacking.contains(&(*name, false)))
    }

    pub(super) fn parse(name: &str) -> Result<Self, String> {
        let (table, encoding) = name.split_once('.').unwrap_or((name, ""));
        if let Some(table) = Table::ALL.iter().find(|known| known.name() == table) {
            return match Encoding::parse(encoding) {
                None if !encoding.is_empty() => Err("a table is written as csv, jsonl, arrow or parquet".to_owned()),
                encoding => Ok(Self::Rows(Some(*table), encoding)),
            };
        }
        Ok(match name {
            "jsonl" => Self::Jsonl,
            "json" => Self::Json,
            "csv" => Self::Rows(None, Some(Encoding::Csv)),
            "arrow" => Self::Rows(None, Some(Encoding::Arrow)),
            "parquet" => Self::Rows(None, Some(Encoding::Parquet)),
            "html" => Self::Html,
            "table" => Self::Table,
            "neo4j" => Self::Neo4j,
            "bio" | "conll" => Self::Bio,
            "timeml" => Self::TimeMl,
            "brat" => Self::Brat,
            "doccano" => Self::Doccano,
            "label-studio" => Self::LabelStudio,
            "displacy" => Self::Displacy,
            "webanno" => Self::Webanno,
            _ => {
                let tables = Table::ALL.iter().map(|table| table.name()).collect::<Vec<_>>().join(", ");
                return Err(format!("known are {}, and the tables {tables}", Self::NAMES.join(", ")));
            }
        })
    }

    /// What the name of an output says.
    pub(super) fn of(path: &Path) -> Option<Self> {
        if is_folder(path) {
            return Some(Self::Rows(None, Some(Encoding::Csv)));
        }
        Some(match extension(path)? {
            "jsonl" => Self::Jsonl,
            "json" => Self::Json,
            "html" | "htm" => Self::Html,
            "ann" => Self::Brat,
            "tml" => Self::TimeMl,
            "bio" | "conll" => Self::Bio,
            encoding => Self::Rows(None, Some(Encoding::parse(encoding)?)),
        })
    }

    /// Whether it resolves names among all facts, whatever kinds are asked for.
    pub(super) const fn resolves(self) -> bool {
        matches!(self, Self::Rows(..) | Self::Neo4j | Self::Bio)
    }

    /// Whether this output is a folder.
    pub(super) fn is_folder(self, path: &Path) -> bool {
        match self {
            Self::Neo4j => true,
            Self::Brat => extension(path) != Some("ann"),
            Self::TimeMl => extension(path) != Some("tml") && extension(path) != Some("xml"),
            Self::Rows(..) | Self::Jsonl => is_folder(path),
            _ => false,
        }
    }

    /// The format in which each article is a file of its own, if the output is a folder.
    pub(super) const fn each(self) -> Option<Format> {
        match self {
            Self::Brat => Some(Format::Brat),
            Self::TimeMl => Some(Format::TimeMl),
            _ => None,
        }
    }

    /// What is written, and to which files; standard output where there is none.
    pub(super) fn files(self, output: Option<&Path>) -> Result<Vec<(Format, Option<PathBuf>)>, Error> {
        let folder = output.filter(|path| self.is_folder(path));
        let one = |format| Ok(vec![(format, output.map(Path::to_owned))]);
        match (self, folder) {
            (Self::Brat | Self::TimeMl, Some(_)) => Ok(Vec::new()),
            (Self::Neo4j, Some(folder)) => {
                let file = |&file: &Graph| (Format::Neo4j(file), Some(folder.join(format!("{}.csv", file.name()))));
                Ok(Graph::ALL.iter().map(file).collect())
            }
            (Self::Neo4j, None) => Err(unable("neo4j takes several files: name a folder with --output".to_owned())),
            (Self::Rows(table, encoding), Some(folder)) => tables(table, encoding.unwrap_or(Encoding::Csv), folder),
            (Self::Jsonl, Some(folder)) => tables(None, Encoding::Jsonl, folder),
            (Self::Rows(table, encoding), None) => {
                let named = || output.and_then(extension).and_then(Encoding::parse);
                one(encoding.or_else(named).unwrap_or(Encoding::Csv).format(table.unwrap_or(Table::Facts))?)
            }
            (Self::Jsonl, None) => one(Format::Jsonl),
            (Self::Json, _) => one(Format::Json),
            (Self::Html, _) => one(Format::Html),
            (Self::Table, _) => one(Format::Table),
            (Self::Bio, _) => one(Format::Bio),
            (Self::TimeMl, None) => one(Format::TimeMl),
            (Self::Brat, None) => one(Format::Brat),
            (Self::Doccano, _) => one(Format::Doccano),
            (Self::LabelStudio, _) => one(Format::LabelStudio),
            (Self::Displacy, _) => one(Format::Displacy),
            (Self::Webanno, _) => one(Format::WebAnnotation),
        }
    }
}

/// The table, or all, as files of a folder.
fn tables(table: Option<Table>, encoding: Encoding, folder: &Path) -> Result<Vec<(Format, Option<PathBuf>)>, Error> {
    let file = |&table: &Table| {
        let path = folder.join(format!("{}.{}", table.name(), encoding.name()));
        Ok((encoding.format(table)?, Some(path)))
    };
    table.as_ref().map_or(Table::ALL, std::slice::from_ref).iter().map(file).collect()
}

/// Whether a path names a folder: one that is there, or by the mark at its end.
pub(super) fn is_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"/") || path.is_dir()
}
