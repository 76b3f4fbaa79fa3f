//! What a source may ask of memory and time.

/// How much one article, one table, one packed file may take: what asks for more is refused by name, and the rest goes on.
///
/// ```
/// use shilu::source::{Format, Options, Source};
///
/// let mut options = Options::default();
/// (options.format, options.limits.article) = (Some(Format::Jsonl), 40);
/// let lines = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"全县有98家企业。\"}}\n", "很长".repeat(20));
/// let mut source = Source::new("news.jsonl", std::io::Cursor::new(lines), &options)?;
/// assert_eq!(source.next().unwrap().unwrap_err().to_string(), "news.jsonl: line 1 is longer than 40 bytes");
/// assert_eq!(source.next().unwrap()?.read()?.text, "全县有98家企业。");
/// # Ok::<(), shilu::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The longest article, in bytes as stored and unpacked: 64 MiB. To read one takes memory in proportion: news and pages
    /// of the web some 75 times their size, a text of nothing but quantities 260 times (8 MiB of each, `extract -j 1`).
    pub article: usize,
    /// The most columns of a table: 10,000.
    pub columns: usize,
    /// How many times its own size a packed file may have unpacked, once that is more than an article: 250. Text packs to a
    /// tenth of its size.
    pub unpacked: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { article: super::LONGEST, columns: 10_000, unpacked: 250 }
    }
}

impl Limits {
    /// Why an article is refused.
    pub(super) fn too_long(&self) -> String {
        const MIB: usize = 1 << 20;
        match self.article {
            whole if whole >= MIB && whole % MIB == 0 => format!("longer than {} MiB", whole / MIB),
            bytes => format!("longer than {bytes} bytes"),
        }
    }
}
