//! What must hold whatever the input: the fuzzer's targets run these checks on inputs of its own, `tests/oracles/fuzz.rs` on
//! those of the corpus.

pub(crate) mod input;
mod jieba;
#[cfg(feature = "io")]
mod read;
mod reading;
mod segment;
pub(crate) mod text;
#[cfg(feature = "io")]
mod write;

/// Checks what `target` promises of these bytes.
///
/// # Panics
/// If it does not hold, or no target is called so.
pub(crate) fn run(target: &str, bytes: &[u8]) {
    match target {
        "analyze" => reading::analyze(&input::text(bytes)),
        "options" => reading::options(bytes),
        "date" => reading::date(bytes),
        "numeral" => reading::numeral(&input::text(bytes)),
        "words" => reading::words(bytes),
        "segment" => segment::check(bytes),
        #[cfg(feature = "io")]
        "read_text" | "read_html" | "read_json" | "read_csv" | "read_parquet" | "read_packed" => {
            read::check(target, bytes)
        }
        #[cfg(feature = "io")]
        "write" => write::check(bytes),
        #[cfg(feature = "io")]
        "write_parquet" => write::parquet(bytes),
        _ => panic!("no target is called {target}"),
    }
}
