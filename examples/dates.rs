//! Reads texts from standard input, one a line, and tells how fast their dates are found: the first argument says how often.
//!
//!     zstd -dc news.txt.zst | cargo run --release --example dates -- 3

use std::error::Error;
use std::hint::black_box;
use std::io::{self, Write};
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let text = io::read_to_string(io::stdin())?;
    let rounds = std::env::args().nth(1).map_or(Ok(1), |n| n.parse::<usize>())?;
    let said = "2020-11-25T08:00:00".parse().ok();
    let mut out = io::stdout().lock();
    for _ in 0..rounds {
        let begun = Instant::now();
        let dates: usize = text.lines().map(|line| shilu::date::find(black_box(line), said).count()).sum();
        let seconds = begun.elapsed().as_secs_f64();
        let chars = text.chars().count() as f64;
        writeln!(
            out,
            "{dates} dates in {chars} characters, {seconds:.3} s, {:.0} characters a second",
            chars / seconds
        )?;
    }
    Ok(())
}
