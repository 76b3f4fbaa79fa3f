//! A bar on standard error while files are read, where somebody watches.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// Less than this is read before a bar is seen.
const SMALL: u64 = 1 << 20;

/// A bar of so many bytes, told by what has been read; hidden where they are few, or nobody watches.
pub(super) fn bar(size: Option<u64>, read: Arc<AtomicU64>, to_terminal: bool) -> ProgressBar {
    if to_terminal || !io::stderr().is_terminal() || size.is_some_and(|size| size < SMALL) {
        return ProgressBar::hidden();
    }
    let template = match size {
        Some(_) => "{bar:30} {share} of {total_bytes}, {rate}, {left} left",
        None => "{spinner} {share} read, {rate}",
    };
    let bar = ProgressBar::with_draw_target(size, ProgressDrawTarget::stderr());
    let seconds = |state: &ProgressState| state.elapsed().as_secs_f64().max(0.001);
    let bytes = read.clone();
    let share = move |_: &ProgressState, out: &mut dyn std::fmt::Write| {
        // A bar that cannot be drawn does no harm.
        let _ = write!(out, "{}", indicatif::HumanBytes(bytes.load(Ordering::Relaxed)));
    };
    let bytes = read.clone();
    let rate = move |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let _ =
            write!(out, "{}/s", indicatif::HumanBytes((bytes.load(Ordering::Relaxed) as f64 / seconds(state)) as u64));
    };
    let left = move |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let done = read.load(Ordering::Relaxed) as f64;
        let rest = (size.unwrap_or(0) as f64 - done).max(0.0);
        let time = std::time::Duration::from_secs_f64((rest * seconds(state) / done.max(1.0)).min(1e9));
        let _ = write!(out, "{:#}", indicatif::HumanDuration(time));
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style.with_key("share", share).with_key("rate", rate).with_key("left", left)),
        Err(_) => bar,
    }
}
