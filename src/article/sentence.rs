//! Paragraphs and sentences: where they begin and end.

use crate::chars::BRACKETS;
use crate::marks::marks;
use crate::span::Span;

/// The longest sentence in bytes, 2,000 Han characters. No sentence of the news comes near it; a text without an end is cut
/// so that the rules, which look around within a sentence, cost no more than its length.
const LONGEST: usize = 6_000;

/// The lines that are not blank, trimmed; of a text that is wrapped, the lines of a paragraph as one.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    match wrap(text, &lines) {
        Some(width) => unwrapped(text, lines, width),
        None => lines,
    }
}

/// The widest that a text is wrapped to, in columns, and the narrowest; a Han character takes two.
const WIDEST_WRAP: usize = 120;
const NARROWEST_WRAP: usize = 30;
/// How many columns a full line may lack: a mark that must not begin the next one takes a character along.
const RAGGED: usize = 4;

fn columns(line: &str) -> usize {
    line.chars().map(|c| if c < '\u{2000}' { 1 } else { 2 }).sum()
}

/// How wide the text is wrapped, if it is: no line is wider, and more than half are full and end amid a sentence.
fn wrap(text: &str, lines: &[Span]) -> Option<usize> {
    // Three bytes to two columns: most texts have a paragraph that is wider, and are asked no more.
    if lines.len() < 4 || lines.iter().any(|line| line.len() > WIDEST_WRAP * 3 / 2) {
        return None;
    }
    let width = lines.iter().map(|line| columns(&text[line.range()])).max()?;
    let full = lines.iter().filter(|line| is_full(&text[line.range()], width)).count();
    ((NARROWEST_WRAP..=WIDEST_WRAP).contains(&width) && full * 2 > lines.len()).then_some(width)
}

fn is_full(line: &str, width: usize) -> bool {
    columns(line) + RAGGED >= width && !line.ends_with(['。', '！', '？', '；', '：', '”'])
}

/// The lines, each that is full together with the next, unless that is indented or behind an empty one.
fn unwrapped(text: &str, lines: Vec<Span>, width: usize) -> Vec<Span> {
    let mut paragraphs: Vec<Span> = Vec::with_capacity(lines.len());
    let mut open = false;
    for line in lines {
        match paragraphs.last_mut() {
            Some(last) if open && matches!(&text[last.end..line.start], "\n" | "\r\n" | "\r") => last.end = line.end,
            _ => paragraphs.push(line),
        }
        open = is_full(&text[line.range()], width);
    }
    paragraphs
}

fn lines(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
        let span = trim(text, Span::new(start, start + line.len()));
        if !span.is_empty() {
            found.push(span);
        }
        // The separator's own length: the next line begins behind it.
        start += line.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// The span without blanks at its edges.
pub(super) fn trim(text: &str, span: Span) -> Span {
    let part = &text[span.range()];
    let start = span.start + (part.len() - part.trim_start_matches(is_blank).len());
    let end = start + text[start..span.end].trim_end_matches(is_blank).len();
    Span::new(start, end)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
}

/// Splits a paragraph behind 。！？ and …… where no quotation or bracket is open.
pub(super) fn split(text: &str, paragraph: Span) -> Vec<Span> {
    let part = &text[paragraph.range()];
    let closed = closed_brackets(part);
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    let mut chars = marks(part).peekable();
    while let Some((at, c)) = chars.next() {
        if closed.binary_search(&at).is_ok() {
            if is_opener(c) { depth += 1 } else { depth = depth.saturating_sub(1) }
        }
        let ellipsis = c == '…' && part[..at].ends_with('…') && !part[at + c.len_utf8()..].starts_with('…');
        let closing = is_closer(c)
            && depth == 0
            && part[..at].ends_with(['。', '！', '？', '!', '?'])
            && !continues(&part[at + c.len_utf8()..]);
        let stop = matches!(c, '。' | '！' | '？' | '!' | '?');
        if !(depth == 0 && (stop || ellipsis) || closing) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(next, mark)) = chars.peek() {
            if next != end
                || !(matches!(mark, '。' | '！' | '？' | '!' | '?')
                    || is_closer(mark) && closed.binary_search(&next).is_err())
            {
                break;
            }
            end = next + mark.len_utf8();
            chars.next();
        }
        sentences.push(Span::new(start, end));
        start = end;
    }
    sentences.push(Span::new(start, part.len()));
    sentences
        .into_iter()
        .flat_map(|s| pieces(text, Span::new(paragraph.start + s.start, paragraph.start + s.end)))
        .map(|s| trim(text, s))
        .filter(|s| !s.is_empty())
        .collect()
}

/// A sentence in pieces no longer than [`LONGEST`], each cut behind the last comma that it has room for.
fn pieces(text: &str, sentence: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = sentence.start;
    while sentence.end - start > LONGEST {
        let mut end = start + LONGEST;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let comma = text[start..end].rfind(['，', '；', ',', ';', '、', ' ', '　']);
        if let Some(at) = comma {
            end = start + at + text[start + at..].chars().next().map_or(1, char::len_utf8);
        }
        pieces.push(Span::new(start, end));
        start = end;
    }
    pieces.push(Span::new(start, sentence.end));
    pieces
}

/// Whether what follows a closed quotation belongs to its sentence: `“办得好！”他说。`
fn continues(rest: &str) -> bool {
    rest.chars().next().is_some_and(|c| !c.is_whitespace() && !is_opener(c))
}

fn is_opener(c: char) -> bool {
    BRACKETS.iter().any(|&(open, _)| open == c)
}

fn is_closer(c: char) -> bool {
    BRACKETS.iter().any(|&(_, close)| close == c)
}

/// The byte offsets of all openers and closers that find their partner, in order. One pass, so that a wall of
/// unclosed brackets costs no more than its length.
fn closed_brackets(part: &str) -> Vec<usize> {
    let mut open: [Vec<usize>; BRACKETS.len()] = Default::default();
    let mut closed = Vec::new();
    for (at, c) in marks(part) {
        for (kind, &(opener, closer)) in BRACKETS.iter().enumerate() {
            if c == opener {
                open[kind].push(at);
            } else if c == closer
                && let Some(start) = open[kind].pop()
            {
                closed.extend([start, at]);
            }
        }
    }
    closed.sort_unstable();
    closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_says() {
        for (paragraph, expected) in [
            ("全年增长3.5%。明年再说。", vec!["全年增长3.5%。", "明年再说。"]),
            ("“办得好！下次还来。”他说。我们也来。", vec!["“办得好！下次还来。”他说。", "我们也来。"]),
            ("他说：“好。”众人散去。", vec!["他说：“好。”众人散去。"]),
            ("“好。”“再来！”", vec!["“好。”", "“再来！”"]),
            ("1.抓党建。2.促发展。", vec!["1.抓党建。", "2.促发展。"]),
            ("翻开笔记本……密密麻麻", vec!["翻开笔记本……", "密密麻麻"]),
            ("真的吗？！是的。", vec!["真的吗？！", "是的。"]),
            ("（见附件。第二页）收到。好", vec!["（见附件。第二页）收到。", "好"]),
            ("“没有收尾。第二句。", vec!["“没有收尾。", "第二句。"]),
            ("需补录”“需探望。”翻开笔记本", vec!["需补录”“需探望。”翻开笔记本"]),
        ] {
            let got: Vec<&str> =
                split(paragraph, Span::new(0, paragraph.len())).into_iter().map(|s| &paragraph[s.range()]).collect();
            assert_eq!(got, expected, "{paragraph}");
        }
    }

    #[test]
    fn a_text_without_an_end_is_cut_at_its_commas() {
        let endless = "全县新增企业九十八家，".repeat(1000);
        let pieces = split(&endless, Span::new(0, endless.len()));
        assert!(pieces.len() > 1 && pieces.iter().all(|s| s.len() <= LONGEST && endless[s.range()].ends_with('，')));
        assert_eq!(pieces.iter().map(|s| s.len()).sum::<usize>(), endless.len());
    }

    #[test]
    fn the_lines_of_wrapped_text_are_one_paragraph() {
        let text = "纳溪区民营经济座谈会召开\n\n　　3月8日，泸州市纳溪区召开民营经济座\n谈会，区委常委罗启明主持会议，区工商\n联等11个部门负责人和23名民营企业代表参\n加。会上，企业代表提出意见建议17条。\n　　近年来，纳溪区委、区政府坚持把统战\n工作与基层治理同部署、同考核，建成工\n作站14个。\n";
        let got: Vec<String> = paragraphs(text).into_iter().map(|p| text[p.range()].replace('\n', "")).collect();
        assert_eq!(got.len(), 3, "{got:?}");
        assert!(got[1].starts_with("3月8日") && got[1].ends_with("17条。") && got[2].ends_with("14个。"));
        let list = "张三\n李四\n王五\n赵六\n";
        assert_eq!(paragraphs(list).len(), 4);
    }

    #[test]
    fn paragraphs_are_the_lines_that_hold_something() {
        let text = "　　甲\r\n\r\n \u{3000}乙 \n\u{feff}丙";
        let got: Vec<&str> = paragraphs(text).into_iter().map(|p| &text[p.range()]).collect();
        assert_eq!(got, ["甲", "乙", "丙"]);
    }
}
