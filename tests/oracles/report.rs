//! What a browser allows in the report: its own style and script, by their digests, and nothing else.

use base64::Engine;
use sha2::{Digest, Sha256};
use shilu::sink::{Format, Sink, Style};
use shilu::{Analyzer, Article};

#[test]
fn the_policy_names_the_pages_own_script_and_style() {
    let article = Article::parse("全县有98家民营企业。");
    let mut sink = Sink::new(Vec::new(), Style::new(Format::Html)).expect("a sink");
    sink.write(&article, &Analyzer::new().analyze_article(&article)).expect("a vector takes all");
    let page = String::from_utf8(sink.finish().expect("a vector takes all")).expect("UTF-8");
    for (opening, closing, directive) in [("<style>", "</style>", "style-src"), ("<script>", "</script>", "script-src")]
    {
        let (_, part) = page.split_once(opening).expect("a part of the page's own");
        let (part, _) = part.split_once(closing).expect("its end");
        let digest = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(part));
        assert!(page.contains(&format!("{directive} 'sha256-{digest}'")), "{directive}: sha256-{digest}");
    }
}
