//! What the command lines of the trainers say: `--name value`, in any order.

use std::collections::HashMap;
use std::str::FromStr;

pub(crate) struct Options(HashMap<String, String>);

impl Options {
    /// Those of this program.
    ///
    /// # Errors
    /// A word that is no name, a name without a value.
    pub(crate) fn read() -> Result<Self, Box<dyn std::error::Error>> {
        let mut options = HashMap::new();
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let name = word.strip_prefix("--").ok_or("options are --name value")?;
            options.insert(name.to_owned(), words.next().ok_or("an option needs a value")?);
        }
        Ok(Self(options))
    }

    /// An option's value, `default` where it is missing or reads otherwise.
    pub(crate) fn get<T: FromStr>(&self, name: &str, default: T) -> T {
        self.text(name).and_then(|value| value.parse().ok()).unwrap_or(default)
    }

    /// An option as it was written.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The parts of an option between commas.
    #[allow(dead_code, reason = "one of the trainers alone")]
    pub(crate) fn list(&self, name: &str) -> impl Iterator<Item = &str> {
        self.text(name).into_iter().flat_map(|value| value.split(','))
    }
}
