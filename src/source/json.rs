//! The records of JSON that is not a line each: an array of objects, or objects one after another, broken over lines as they like.

use std::io::{self, BufRead, BufReader, Read};

use super::{Content, Limits, Options, as_utf8};

pub(super) struct Records {
    reader: BufReader<Box<dyn Read + Send>>,
    limits: Limits,
    /// Whether the records came from another encoding than UTF-8.
    decoded: bool,
    /// The line read, counted from 1.
    line: usize,
    ended: bool,
}

impl Records {
    pub(super) fn new(reader: BufReader<Box<dyn Read + Send>>, options: &Options) -> io::Result<Self> {
        let (reader, decoded) = as_utf8(reader, options.encoding)?;
        Ok(Self { reader, limits: options.limits, decoded, line: 1, ended: false })
    }

    pub(super) fn next(&mut self) -> Option<Result<(Option<usize>, Content), String>> {
        if self.ended {
            return None;
        }
        match self.record() {
            Ok(None) => {
                self.ended = true;
                None
            }
            Ok(Some((line, bytes))) => Some(Ok((Some(line), Content::Line { bytes, decoded: self.decoded }))),
            // Where one record ends is unknown once one is broken: this input ends here.
            Err(reason) => {
                self.ended = true;
                Some(Err(format!("line {}: {reason}", self.line)))
            }
        }
    }

    fn byte(&mut self) -> Result<Option<u8>, String> {
        let byte = self.reader.fill_buf().map_err(|error| error.to_string())?.first().copied();
        if let Some(byte) = byte {
            self.reader.consume(1);
            self.line += usize::from(byte == b'\n');
        }
        Ok(byte)
    }

    /// The next object with the line that it begins in; the marks around it are passed over.
    fn record(&mut self) -> Result<Option<(usize, Vec<u8>)>, String> {
        let first = loop {
            match self.byte()? {
                None => return Ok(None),
                Some(b'[' | b']' | b',') => {}
                Some(blank) if blank.is_ascii_whitespace() => {}
                Some(first) => break first,
            }
        };
        let line = self.line;
        if first != b'{' {
            return Err(format!("expected a record, {{…}}, found {:?}", char::from(first)));
        }
        let mut bytes = vec![first];
        let (mut depth, mut quoted, mut escaped) = (1, false, false);
        while depth > 0 {
            let Some(byte) = self.byte()? else {
                return Err(format!("the record that begins in line {line} never ends"));
            };
            bytes.push(byte);
            if bytes.len() > self.limits.article {
                return Err(format!("the record that begins in line {line} is {}", self.limits.too_long()));
            }
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                b'{' | b'[' if !quoted => depth += 1,
                b'}' | b']' if !quoted => depth -= 1,
                _ => {}
            }
        }
        Ok(Some((line, bytes)))
    }
}

#[cfg(test)]
mod tests {
    use crate::source::{Options, Source};

    fn read(json: &str) -> Vec<Result<String, String>> {
        let source =
            Source::new("a.json", std::io::Cursor::new(json.to_owned()), &Options::default()).expect("a source");
        source
            .map(|raw| raw.and_then(|raw| raw.read()).map(|entry| entry.text).map_err(|error| error.to_string()))
            .collect()
    }

    #[test]
    fn an_array_holds_a_record_an_object() {
        for json in [
            r#"[{"text": "甲{[“"}, {"text": "乙\\\"}"}]"#,
            "[\n  {\n    \"text\": \"甲{[“\",\n    \"tags\": [{\"a\": []}]\n  },\n  {\"text\": \"乙\\\\\\\"}\"}\n]\n",
            "{\"text\": \"甲{[“\"}\n{\n\"text\": \"乙\\\\\\\"}\"}",
        ] {
            assert_eq!(read(json), [Ok("甲{[“".to_owned()), Ok("乙\\\"}".to_owned())], "{json}");
        }
        assert!(read("[]").is_empty());
    }

    #[test]
    fn what_is_broken_is_named_with_its_line() {
        for (json, reason) in [
            ("[{\"text\": \"甲\"},\n{\"text\": \"乙", "a.json: line 2: the record that begins in line 2 never ends"),
            ("[{\"text\": \"甲\"},\n3]", "a.json: line 2: expected a record, {…}, found '3'"),
        ] {
            let found = read(json);
            assert_eq!((found.len(), found[1].as_ref().expect_err("broken").as_str()), (2, reason));
        }
        assert_eq!(read("{\"a\": 1}"), [Err("a.json:1: no field `text` at column 8".to_owned())]);
    }
}
