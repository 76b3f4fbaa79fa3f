//! The command line.
fn main() {
    use std::io::{BufRead, Write};
    let analyzer = shilu::Analyzer::new();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let value: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
        let text = value["text"].as_str().unwrap_or_default();
        let mut analysis = match value["published"].as_str().and_then(|p| shilu::article::parse_published(p).ok()) {
            Some(published) => analyzer.analyze_published(text, published),
            None => analyzer.analyze(text),
        };
        analysis.id = value["id"].as_str().map(str::to_owned);
        let _ = shilu::sink::jsonl::write(&mut out, &analysis);
    }
    let _ = out.flush();
}
