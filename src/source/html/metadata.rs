//! What a page says about its article: in its head, in its linked data, around its text.

use dom_query::{Document, NodeRef};
use jiff::civil::DateTime;
use serde_json::Value;

use super::line::Line;
use crate::article::{Metadata, byline, credit, parse_published};
use crate::lexicon::Lexicon;

/// The names under which heads say it, the surest first.
const TITLE: [&str; 4] = ["articletitle", "og:title", "twitter:title", "title"];
const PUBLISHED: [&str; 14] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "publishdate",
    "publish_date",
    "pubdate",
    "publishtime",
    "firstpublishedtime",
    "apub:time",
    "weibo:article:create_at",
    "og:release_date",
    "date",
    "dateupdate",
    "datemodified",
];
const SOURCE: [&str; 4] = ["contentsource", "source", "article:source", "mediaid"];
const EDITOR: [&str; 3] = ["editor", "responsibleeditor", "article:editor"];
const AUTHOR: [&str; 4] = ["author", "article:author", "og:article:author", "byl"];
const CHANNEL: [&str; 3] = ["columnname", "article:section", "channel"];
/// Who runs the page: its source if nothing names another.
const SITE: [&str; 3] = ["og:site_name", "application-name", "sitename"];

/// The longest line around the text, in bytes, that is looked at; and the longest of those that end it.
const LONGEST: usize = 400;
const LONGEST_END: usize = 90;
/// The lines looked at before the main text, where no headline begins them, and behind it.
const BEFORE: usize = 8;
const BEHIND: usize = 12;
/// The lines that end the main text.
const END: usize = 4;
/// The shortest headline, in characters.
const SHORTEST_TITLE: usize = 4;

/// What the head and the linked data say.
pub(super) fn head(document: &Document) -> Metadata {
    let metas = metas(document);
    let mut found = linked(document);
    let meta = |names: &[&str]| value(&metas, names);
    found.published = found.published.or_else(|| {
        PUBLISHED.iter().filter_map(|name| value(&metas, &[name])).find_map(|text| parse_published(&text).ok())
    });
    found.source = found.source.or_else(|| meta(&SOURCE).map(|text| unlabelled(&text)).filter(|text| is_name(text)));
    found.editor = found.editor.or_else(|| meta(&EDITOR).map(|text| unlabelled(&text)).filter(|text| is_name(text)));
    found.channel = found.channel.or_else(|| meta(&CHANNEL));
    if found.authors.is_empty() {
        byline::authors(&meta(&AUTHOR).unwrap_or_default(), &mut found);
    }
    found.authors.retain(|author| !is_site(author));
    found
}

/// The headline: the longest heading that the page's title holds, else the title up to the site's name.
pub(super) fn title(document: &Document, lines: &[Line]) -> Option<String> {
    let metas = metas(document);
    let linked = linked(document).title;
    let whole = document.select("title").nodes().first().map(|node| spaced(&node.text()));
    let told: Vec<String> = TITLE.iter().filter_map(|name| value(&metas, &[name])).chain(linked).chain(whole).collect();
    let long = |text: &str| text.chars().count() >= SHORTEST_TITLE;
    let shown = |text: &&String| {
        long(text) && text.len() <= LONGEST && told.iter().any(|whole| spaced(whole).starts_with(text.as_str()))
    };
    let heading = document.select("h1, h2, [class*=title], [id*=title]");
    let headings: Vec<String> = heading.nodes().iter().take(64).map(|node| spaced(&node.text())).collect();
    headings
        .iter()
        .filter(shown)
        .max_by_key(|text| text.len())
        .or_else(|| lines.iter().map(|line| &line.text).filter(shown).max_by_key(|text| text.len()))
        .cloned()
        .or_else(|| lone_heading(document, &told))
        .or_else(|| told.first().map(|whole| without_site(whole)).filter(|text| !text.is_empty()))
        .or_else(|| document.select("h1").nodes().first().map(|node| spaced(&node.text())).filter(|text| long(text)))
}

/// The page's one heading, where what the head tells is shorter: the name of the site or of its channel.
fn lone_heading(document: &Document, told: &[String]) -> Option<String> {
    let headings = document.select("h1");
    let [heading] = headings.nodes() else { return None };
    let heading = spaced(&heading.text());
    let length = heading.chars().count();
    let longer = told.iter().all(|whole| without_site(whole).chars().count() + SHORTEST_TITLE <= length);
    (longer && (2 * SHORTEST_TITLE..LONGEST).contains(&length)).then_some(heading)
}

/// Adds what stands between the headline and the main text, and behind that.
pub(super) fn around(document: &Document, lines: &[Line], title: Option<&str>, body: &[String], found: &mut Metadata) {
    let place = |wanted: Option<&str>, from: usize| {
        let wanted = wanted?;
        lines[from..].iter().position(|line| line.text == wanted).map(|at| from + at)
    };
    let first = body.iter().find(|line| Some(line.as_str()) != title).map(String::as_str);
    let headline = title.and_then(|title| {
        // The headline that stands nearest before the text: others are those of navigation.
        let begin = place(first, 0).unwrap_or(lines.len());
        lines[..begin].iter().rposition(|line| line.text == title)
    });
    let begin = place(first, headline.unwrap_or(0)).unwrap_or(lines.len());
    let end =
        body.last().and_then(|last| lines.iter().rposition(|line| line.text == *last)).map_or(lines.len(), |at| at + 1);
    // The byline sometimes stands above the headline, but so does the end of the navigation: look at three lines only.
    let from = headline.map_or(begin.saturating_sub(BEFORE), |at| at.saturating_sub(3));
    let mut told = Metadata::default();
    let ends = lines[..end].iter().rev().take(END).filter(|line| line.text.len() <= LONGEST_END);
    let near = lines[from..begin].iter().chain(ends).chain(lines[end..].iter().take(BEHIND));
    let mut label: Option<&str> = None;
    for line in near.filter(|line| line.text.len() <= LONGEST && Some(line.text.as_str()) != title) {
        // A label in a line of its own, as lists of terms have it: what it labels stands in the next.
        match label.take() {
            Some(label) => byline::scan(&format!("{label}{}", line.apart), &mut told),
            None if credit::lone_label(&line.text).is_some() => label = Some(&line.text),
            None if credit::read(&line.text, &mut told) => {}
            None => byline::scan(&line.apart, &mut told),
        }
    }
    let labelled = |what: &str| {
        let found = document.select(&format!("[class*={what}], [id*={what}], [itemprop={what}], [rel={what}]"));
        let text = found.nodes().iter().take(64).map(|node| unlabelled(&spaced(&node.text())));
        text.into_iter().find(|text| is_name(text))
    };
    // Midnight is a day without its time: the page's text or an element may know it.
    let vague = |time: DateTime| time.time() == jiff::civil::Time::midnight();
    if found.published.is_none_or(vague) {
        let element = || {
            let nodes = document.select("time[datetime]");
            parse_published(&attribute(nodes.nodes().first()?, "datetime")?).ok()
        };
        let known = found.published;
        let same = |time: &DateTime| known.is_none_or(|known| known.date() == time.date());
        let told = told.published.filter(same);
        let finer = told.filter(|time| !vague(*time)).or_else(|| element().filter(same).filter(|time| !vague(*time)));
        found.published = finer.or(told).or(known).or_else(element);
    }
    found.source = found.source.take().or(told.source).or_else(|| labelled("source"));
    found.editor = found.editor.take().or(told.editor).or_else(|| labelled("editor"));
    if found.authors.is_empty() {
        found.authors = told.authors;
    }
    if found.authors.is_empty() {
        byline::authors(&labelled("author").unwrap_or_default(), found);
        found.authors.retain(|author| !is_site(author));
    }
    if found.source.is_none() {
        found.source = value(&metas(document), &SITE);
    }
}

/// The head's names and what they say, in the order of the page.
fn metas(document: &Document) -> Vec<(String, String)> {
    let found = document.select("meta[content]");
    let pairs = found.nodes().iter().filter_map(|node| {
        let name = ["name", "property", "itemprop", "http-equiv"].into_iter().find_map(|key| attribute(node, key))?;
        Some((name.to_ascii_lowercase(), spaced(&attribute(node, "content")?)))
    });
    pairs.filter(|(_, content)| !content.is_empty()).collect()
}

fn value(metas: &[(String, String)], names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| metas.iter().find(|(key, _)| key == name)).map(|(_, content)| content.clone())
}

fn attribute(node: &NodeRef<'_>, name: &str) -> Option<String> {
    node.attr(name).map(|value| value.to_string())
}

/// The page's linked data: schema.org's articles, and what Baidu asks for.
fn linked(document: &Document) -> Metadata {
    let mut found = Metadata::default();
    for node in document.select("script[type='application/ld+json']").nodes() {
        let Ok(data) = serde_json::from_str::<Value>(&node.text()) else { continue };
        let many = data.as_array().or_else(|| data.get("@graph")?.as_array());
        for thing in many.map_or(std::slice::from_ref(&data), Vec::as_slice) {
            article(thing, &mut found);
        }
    }
    found
}

fn article(thing: &Value, found: &mut Metadata) {
    let kinds = thing.get("@type").map(names).unwrap_or_default();
    let baidu = thing.get("pubDate").is_some();
    if !baidu && !kinds.iter().any(|kind| kind.ends_with("Article") || kind.ends_with("Posting")) {
        return;
    }
    let first = |keys: &[&str]| keys.iter().find_map(|key| names(thing.get(key)?).into_iter().next());
    found.title = found.title.take().or_else(|| first(&["headline", "title"]));
    found.published = found.published.or_else(|| parse_published(&first(&["datePublished", "pubDate"])?).ok());
    found.source = found.source.take().or_else(|| first(&["sourceOrganization", "publisher"]));
    found.editor = found.editor.take().or_else(|| first(&["editor"]));
    found.channel = found.channel.take().or_else(|| first(&["articleSection"]));
    for author in thing.get("author").map(names).unwrap_or_default() {
        byline::authors(&author, found);
    }
}

/// The strings of a value: itself, its name, or those of its elements.
fn names(value: &Value) -> Vec<String> {
    let one = |value: &Value| value.as_str().or_else(|| value.get("name")?.as_str()).map(spaced);
    match value {
        Value::Array(values) => values.iter().filter_map(one).collect(),
        value => one(value).into_iter().collect(),
    }
}

/// The text with one blank for many, and none around it.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text behind its label: `来源：新华社` is 新华社.
fn unlabelled(text: &str) -> String {
    let behind =
        text.split_once(['：', ':']).filter(|(label, _)| label.chars().count() <= 6).map_or(text, |(_, name)| name);
    behind
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '（' | '）' | '(' | ')' | '[' | ']' | '【' | '】'))
        .to_owned()
}

/// Whether a text can be somebody's or some medium's name.
fn is_name(text: &str) -> bool {
    (2..=20).contains(&text.chars().count())
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '·' | ' ' | '“' | '”' | '-'))
}

/// Whether an author is the site itself.
fn is_site(name: &str) -> bool {
    Lexicon::shared().page_bodies.ends_as(name, "site")
}

/// A page's title without the names of its channel and site: what stands before the first mark that parts them.
fn without_site(title: &str) -> String {
    let marks = |text: &str| {
        text.find(['_', '|', '｜'])
            .or_else(|| text.find("--"))
            .or_else(|| text.rfind(" - "))
            .or_else(|| text.rfind('-'))
    };
    let end = marks(title).filter(|&at| title[..at].chars().count() >= SHORTEST_TITLE).unwrap_or(title.len());
    title[..end].trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_ends_where_the_site_begins() {
        for (title, expected) in [
            ("全县新增企业98家_江城频道_江城在线", "全县新增企业98家"),
            ("全县新增企业98家-江城在线", "全县新增企业98家"),
            ("全县新增企业98家--江城--江城网", "全县新增企业98家"),
            ("全县新增企业98家 | 江城", "全县新增企业98家"),
            ("全县新增企业98家", "全县新增企业98家"),
            ("A-1", "A-1"),
        ] {
            assert_eq!(without_site(title), expected);
        }
    }
}
