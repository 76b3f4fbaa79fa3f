//! Readers: whatever the bytes, articles or errors, the same ones however the bytes arrive.

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use shilu::source::{Format, Options, Source, encoding};

use super::input;

/// What pages and records are made of.
const MARKUP: &[&str] = &[
    "<html>",
    "</html>",
    "<head>",
    "<body>",
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<p class=\"content\">",
    "<br>",
    "<table><tr><td>",
    "</td></tr></table>",
    "<title>",
    "</title>",
    "<h1>",
    "</h1>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<a href=\"",
    "\">",
    "</a>",
    "<meta charset=\"gbk\">",
    "<meta name=\"author\" content=\"",
    "<meta property=\"article:published_time\" content=\"2020-11-25\">",
    "<span>来源：",
    "</span>",
    "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"articleBody\":\"",
    "\"}</script>",
    "<template>",
    "</template>",
    "<svg>",
    "<math>",
    "<noscript>",
    "<iframe>",
    "<textarea>",
    "<select><option>",
    "<pre>",
    "<plaintext>",
    "<xmp>",
    "&nbsp;",
    "&#20013;",
    "&#x",
    ";",
    "<",
    ">",
    "/>",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"text\"",
    "\"id\"",
    "\"published\"",
    "null",
    "1606292740",
    "-1e999",
    "\\u4e2d",
    "\\ud83d",
    "\\n",
    "\\",
    "true",
    "\"",
    "\n",
    "\r\n",
    "\t",
    "text,id,published\n",
    "\"\"",
    "text\tid\n",
    "id;text\n",
];

/// Bytes as they come, or if the first is odd, pieces of markup among pieces of news.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let Some((&mode, rest)) = bytes.split_first() else { return Vec::new() };
    if mode % 2 == 0 {
        return rest.to_vec();
    }
    let mut stored = Vec::new();
    for &byte in rest {
        match usize::from(byte) {
            at if at < MARKUP.len() => stored.extend(MARKUP[at].as_bytes()),
            255 => stored.push(0xff),
            254 => stored.push(0),
            _ => stored.extend(input::text(&[1, byte]).as_bytes()),
        }
    }
    stored
}

/// A stream that gives few bytes at a time.
struct Slow(Cursor<Vec<u8>>, usize);

impl Read for Slow {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        self.1 = self.1 % 7 + 1;
        let most = into.len().min(self.1);
        self.0.read(&mut into[..most])
    }
}

/// A text with its time and id, or what is wrong.
type Given = Result<(String, Option<String>, Option<String>), String>;

/// What a stream gives.
fn given(source: Result<Source, shilu::Error>) -> Vec<Given> {
    let read = |raw: Result<shilu::source::Raw, shilu::Error>| {
        let raw = raw.map_err(|error| error.to_string())?;
        assert_eq!(raw.is_empty(), raw.shown().is_empty());
        let entry = raw.read().map_err(|error| error.to_string())?;
        Ok((entry.text, entry.published.map(|time| time.to_string()), entry.id))
    };
    match source {
        Ok(source) => source.take(1000).map(read).collect(),
        Err(error) => vec![Err(error.to_string())],
    }
}

/// Reads bytes whole and in small pieces: the answers are the same.
fn both(bytes: &[u8], options: &Options) -> Vec<Given> {
    let whole = given(Source::new("-", Cursor::new(bytes.to_vec()), options));
    let slow = given(Source::new("-", Slow(Cursor::new(bytes.to_vec()), 0), options));
    // What arrives first tells an encoding that nothing names: it may tell less.
    if options.encoding.is_some() && options.format.is_some() {
        assert_eq!(whole, slow, "the bytes came slowly");
    }
    whole
}

const ENCODINGS: [Option<&Encoding>; 6] =
    [Some(UTF_8), None, Some(GB18030), Some(BIG5), Some(UTF_16LE), Some(UTF_16BE)];

/// Reads what `target` reads.
pub(crate) fn check(target: &str, bytes: &[u8]) {
    let (&choice, bytes) = bytes.split_first().unwrap_or((&0, &[]));
    let mut options = Options::default();
    options.encoding = ENCODINGS[usize::from(choice) % ENCODINGS.len()];
    match target {
        "read_text" => text(bytes, &mut options),
        "read_html" => {
            options.format = Some(Format::Html);
            both(&stored(bytes), &options);
        }
        "read_json" => {
            options.format = Some(if choice & 0x80 == 0 { Format::Jsonl } else { Format::Json });
            both(&stored(bytes), &options);
        }
        "read_csv" => csv(choice, bytes, &mut options),
        "read_parquet" => parquet(bytes),
        _ => packed(choice, bytes, &options),
    }
}

/// A text in an encoding comes back from it.
fn text(bytes: &[u8], options: &mut Options) {
    options.format = Some(Format::Text);
    both(&stored(bytes), options);
    encoding::detect(bytes);
    encoding::decode(bytes, None);
    let text = input::text(bytes);
    if text.starts_with('\u{feff}') || text.contains('\u{fffd}') {
        return;
    }
    let utf16 = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let gb18030 = GB18030.encode(&text);
    let mut ways = vec![
        (UTF_8, text.clone().into_bytes()),
        (UTF_16LE, utf16(u16::to_le_bytes)),
        (UTF_16BE, utf16(u16::to_be_bytes)),
    ];
    // The standard for browsers writes a few private characters that it reads otherwise.
    if !gb18030.2 && GB18030.decode_without_bom_handling(&gb18030.0).0 == text {
        ways.push((GB18030, gb18030.0.into_owned()));
    }
    for (encoding, bytes) in ways {
        // What begins like another encoding's mark is that.
        if Encoding::for_bom(&bytes).is_some() || bytes.starts_with(b"\0\0\xfe\xff") {
            continue;
        }
        let decoded = encoding::decode(&bytes, Some(encoding)).expect("an encoding is given");
        assert_eq!((decoded.text.as_ref(), decoded.replaced), (text.as_str(), 0), "{}", encoding.name());
    }
}

/// A table read as it comes, and one that a writer made comes back.
fn csv(choice: u8, bytes: &[u8], options: &mut Options) {
    options.format = Some(Format::Csv);
    both(&stored(bytes), options);
    let cells: Vec<String> = bytes.split(|&byte| byte == 0xfe).map(input::text).collect();
    let delimiter = [b',', b'\t', b';'][usize::from(choice) % 3];
    let mut table =
        ::csv::WriterBuilder::new().delimiter(delimiter).quote_style(::csv::QuoteStyle::Always).from_writer(Vec::new());
    table.write_record(["id", "text"]).expect("a vector takes all");
    for (at, cell) in cells.iter().enumerate() {
        table.write_record([&at.to_string(), cell]).expect("a vector takes all");
    }
    options.encoding = Some(UTF_8);
    let read = both(&table.into_inner().expect("a vector takes all"), options);
    let texts: Vec<_> =
        read.into_iter().map(|row| row.expect("a row")).map(|(text, _, id)| (id.unwrap_or_default(), text)).collect();
    let expected: Vec<_> = cells.into_iter().enumerate().map(|(at, cell)| (at.to_string(), cell)).collect();
    assert_eq!(texts, expected);
}

/// A file that was Parquet before the fuzzer changed it: the first two bytes say where, the others what.
fn parquet(bytes: &[u8]) {
    static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut sink = shilu::sink::Sink::new(Vec::new(), {
            let mut style = shilu::sink::Style::new(shilu::sink::Format::Parquet(shilu::sink::Table::Articles));
            style.with_text = true;
            style
        })
        .expect("a sink");
        for text in ["全县有98家民营企业。", "增长三成。"] {
            let article = shilu::Article::parse(text);
            sink.write(&article, &shilu::Analyzer::new().analyze_article(&article)).expect("a vector takes all");
        }
        sink.finish().expect("a vector takes all")
    });
    let mut file = WHOLE.clone();
    for change in bytes.chunks(4) {
        let &[high, low, what, how] = change else { break };
        let at = (usize::from(high) << 8 | usize::from(low)) % file.len();
        match how % 4 {
            0 => file[at] = what,
            1 => file[at] ^= what,
            2 => drop(file.drain(at..(at + usize::from(what)).min(file.len()))),
            _ => file.insert(at, what),
        }
        if file.is_empty() {
            break;
        }
    }
    // What panics in the library's own libraries is an error here: the fuzzer's hook would end the run before it is one.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let mut stored =
        tempfile::NamedTempFile::new_in("/dev/shm").or_else(|_| tempfile::NamedTempFile::new()).expect("a file");
    stored.write_all(&file).expect("a file");
    let mut options = Options::default();
    options.format = Some(Format::Parquet);
    given(Source::open(stored.path(), &options));
    std::panic::set_hook(hook);
}

/// Packed bytes, and bytes that are packed here.
fn packed(choice: u8, bytes: &[u8], options: &Options) {
    let stored = stored(bytes);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&stored).expect("a vector takes all");
    let gzip = gzip.finish().expect("a vector takes all");
    let zstd = zstd::encode_all(stored.as_slice(), 1).expect("a vector takes all");
    let plain = both(&stored, options);
    for mut pack in [gzip, zstd] {
        if !(stored.starts_with(&[0x1f, 0x8b]) || stored.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]))
            && options.format.is_some()
        {
            assert_eq!(both(&pack, options), plain);
        }
        // Cut, and changed.
        let at = usize::from(choice) % pack.len();
        pack[at] ^= 0x55;
        both(&pack, options);
        pack.truncate(at);
        both(&pack, options);
    }
    both(bytes, options);
}
