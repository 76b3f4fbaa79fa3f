//! The line from text to records.

mod words;

use std::sync::Arc;

use jiff::civil::DateTime;
use serde::Deserialize;
use serde::de::value::{Error as Unknown, StrDeserializer};

use crate::Error;
use crate::article::plain::Plain;
use crate::article::{self, Article, Role};
use crate::explain::{Explain, Explanation};
use crate::extract::organization::OrganizationType;
use crate::extract::place::Level;
use crate::extract::{self, Kind};
use crate::fact::Analysis;
use crate::lexicon::{Lexicon, WordList};
use crate::link;
use crate::names::{self, Finder, NameKind};
use crate::numeral::{self, Numeral};
use crate::reference::FactId;
use crate::segment::{self, Segmenter};
use crate::sentence::{Quotations, Sentence};

/// Reads articles. It keeps no state: one serves all threads.
///
/// ```
/// use shilu::{Analyzer, Record};
///
/// let analysis = Analyzer::new().analyze("沿滩区为98家民营企业提供服务1000余人次。");
/// let counts: Vec<&str> = analysis.facts.iter().filter(|f| matches!(f.record, Record::Count(_))).map(|f| f.text.as_str()).collect();
/// assert_eq!(counts, ["98家", "1000余人次"]);
/// ```
#[derive(Debug, Clone)]
pub struct Analyzer {
    kinds: Vec<Kind>,
    segmenter: Segmenter,
    names: Finder,
}

impl Default for Analyzer {
    fn default() -> Self {
        let kinds = Kind::ALL.iter().copied().filter(|&kind| kind != Kind::Number).collect();
        Self { kinds, segmenter: Segmenter::new(), names: Finder { tagger: true, own: Vec::new() } }
    }
}

impl Analyzer {
    /// An analyzer that reports every kind but [`Kind::Number`].
    pub fn new() -> Self {
        Self::default()
    }

    /// An analyzer to be told which kinds to report and which words to know.
    pub fn builder() -> AnalyzerBuilder {
        AnalyzerBuilder::default()
    }

    /// Reads a text; the page says when it was published, or nothing does.
    pub fn analyze(&self, text: &str) -> Analysis {
        self.analyze_article(&Article::parse(text))
    }

    /// Reads a text that was published at a known time.
    ///
    /// ```
    /// use shilu::{Analyzer, article::parse_published};
    ///
    /// let analysis = Analyzer::new().analyze_published("今年6月，大会召开。", parse_published("2020-11-25")?);
    /// assert_eq!(serde_json::to_value(&analysis.facts[0]).unwrap()["timex"], "2020-06");
    /// # Ok::<(), shilu::Error>(())
    /// ```
    pub fn analyze_published(&self, text: &str, published: DateTime) -> Analysis {
        self.analyze_article(&Article::parse(text).published(published))
    }

    /// Reads an article that is already split.
    pub fn analyze_article(&self, article: &Article<'_>) -> Analysis {
        let Some(reading) = article.reading() else { return self.read_plain(article) };
        let mut analysis = self.read_plain(&reading);
        link::as_written(article, &reading, &mut analysis);
        analysis
    }

    /// What an article states, and why each quantity was told so: the candidates of its object, verb, agent, time, place and
    /// campaign with their scores; and so for who said a quote, who runs an event or a campaign. A text in traditional script or with wrapped lines is explained as it stands.
    ///
    /// ```
    /// use shilu::{Analyzer, Article};
    ///
    /// let (analysis, why) = Analyzer::new().explain(&Article::parse("沿滩区为98家民营企业提供服务。"), None);
    /// let object = why[0].slots.iter().find(|s| s.slot == "object").unwrap();
    /// assert_eq!(object.candidates[0].text.as_deref(), Some("民营企业"));
    /// # assert!(!analysis.facts.is_empty());
    /// ```
    ///
    /// `weights` are used instead of the crate's own: bytes as `tools/train-links` writes them, those for quantities
    /// first.
    pub fn explain(&self, article: &Article<'_>, weights: Option<&[u8]>) -> (Analysis, Vec<Explanation>) {
        let mut why = Vec::new();
        let analysis = self.read(article, Some(Explain { weights, into: &mut why }));
        (analysis, why)
    }

    fn read_plain(&self, article: &Article<'_>) -> Analysis {
        let Some(plain) = Plain::read(article) else { return self.read(article, None) };
        let mut analysis = self.read(&plain.article(article), None);
        link::restore(&plain, article, &mut analysis);
        analysis
    }

    fn read(&self, article: &Article<'_>, explain: Option<Explain<'_>>) -> Analysis {
        let mut words = Vec::with_capacity(segment::capacity(article.text));
        let read = |part: &article::Sentence| {
            let start = words.len();
            if part.role != Role::Furniture {
                self.segmenter.tokens_at(article.slice(part.span), part.span.start, &mut words);
            }
            start..words.len()
        };
        let places: Vec<_> = article.sentences.iter().map(read).collect();
        let marked: Vec<_> = article.sentences.iter().map(|part| Marked::read(article, part)).collect();
        let parts = article.sentences.iter().zip(places).zip(&marked).enumerate();
        let mut sentences: Vec<Sentence<'_>> = parts
            .map(|(index, ((part, tokens), marked))| Sentence {
                article,
                span: part.span,
                index,
                tokens: &words[tokens],
                numerals: &marked.numerals,
                quotations: &marked.quotations,
                names: &[],
                segmenter: &self.segmenter,
                lexicon: Lexicon::shared(),
            })
            .collect();
        let names = names::find(&sentences, &self.names);
        sentences.iter_mut().zip(&names).for_each(|(sentence, names)| sentence.names = names);
        let wanted = |kind: Kind| self.kinds.contains(&kind);
        sentences.retain(|sentence| !sentence.tokens.is_empty());
        let mentions = extract::extract(&sentences, wanted(Kind::Number));
        let (mut facts, mut entities, mut links) = link::link(article, &sentences, mentions, explain);
        // Ids count the facts as found, from 1.
        let reported = |id: FactId| wanted(facts[id.0 - 1].kind());
        links.retain(|link| reported(link.from) && reported(link.to));
        facts.retain(|fact| wanted(fact.kind()));
        entities.retain(|entity| wanted(entity.kind));
        Analysis { id: None, metadata: article.metadata.clone(), facts, entities, links }
    }

    /// Reads a text as it stands, so that the claims told to [`crate::train`] have its offsets.
    #[cfg(feature = "train")]
    #[doc(hidden)]
    pub fn read_as_it_stands(&self, text: &str) {
        self.read(&Article::parse(text), None);
    }
}

/// What a sentence's characters say before any word does.
#[derive(Default)]
struct Marked {
    numerals: Vec<Numeral>,
    quotations: Quotations,
}

impl Marked {
    fn read(article: &Article<'_>, part: &article::Sentence) -> Self {
        if part.role == Role::Furniture {
            return Self::default();
        }
        let (text, start) = (article.slice(part.span), part.span.start);
        Self { numerals: numeral::scan_at(text, start), quotations: Quotations::read(text, start) }
    }
}

/// Says which kinds to report and which words to know.
#[derive(Debug, Clone, Default)]
pub struct AnalyzerBuilder(Analyzer);

impl AnalyzerBuilder {
    /// Reports these kinds alone. It changes what is reported, never what is found.
    #[must_use]
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = Kind>) -> Self {
        self.0.kinds = kinds.into_iter().collect();
        self
    }

    /// Cuts words with this segmenter, which may know a user's words, or be a jieba of the user's (feature `jieba`).
    #[must_use]
    pub fn segmenter(mut self, segmenter: Segmenter) -> Self {
        self.0.segmenter = segmenter;
        self
    }

    /// Whether the names tagger reads. Without it rules and lists alone find organizations, people and places: in half the
    /// time, and fewer of them.
    #[must_use]
    pub fn tagger(mut self, reads: bool) -> Self {
        self.0.names.tagger = reads;
        self
    }

    /// Finds these organizations wherever they stand, exactly as listed, whatever their length and number. A value is the
    /// type, empty for [`OrganizationType::Other`]; if the word is a short form, a blank and the full name follow.
    ///
    /// # Errors
    /// [`Error::List`], naming the list and the line, if a type is not one of [`OrganizationType`]'s as JSON
    /// writes them.
    ///
    /// ```
    /// use shilu::{Analyzer, Record, lexicon::WordList};
    ///
    /// let list = WordList::parse("mine.txt", "云上七号\tteam\n宏达系\tcompany 宏达投资控股集团\n")?;
    /// let analysis = Analyzer::builder().organizations(list)?.build().analyze("宏达系收购了云上七号。");
    /// let names: Vec<&str> = analysis.facts.iter().filter_map(|fact| match &fact.record {
    ///     Record::Organization(organization) => Some(organization.name.as_str()),
    ///     _ => None,
    /// }).collect();
    /// assert_eq!(names, ["宏达投资控股集团", "云上七号"]);
    ///
    /// let list = WordList::parse("mine.txt", "# Mine\n宏达系\tcompny\n")?;
    /// let error = Analyzer::builder().organizations(list).unwrap_err();
    /// assert!(error.to_string().starts_with("mine.txt:2: unknown type `compny`, expected one of `party`"));
    /// # Ok::<(), shilu::Error>(())
    /// ```
    pub fn organizations(mut self, list: WordList) -> Result<Self, Error> {
        list.check(|value| unknown::<OrganizationType>(value, "type"))?;
        self.0.names.own.push((NameKind::Organization, Arc::new(list)));
        Ok(self)
    }

    /// Finds these places wherever they stand. A value is the level, or empty; if the word is a short form, a blank and the full
    /// name follow.
    ///
    /// # Errors
    /// [`Error::List`], naming the list and the line, if a level is not one of [`Level`]'s as JSON writes them.
    ///
    /// ```
    /// use shilu::{Analyzer, lexicon::WordList};
    ///
    /// let list = WordList::parse("mine.txt", "云上坝\tvillage 兴隆镇云上坝村\n")?;
    /// let analysis = Analyzer::builder().places(list)?.build().analyze("项目落户云上坝。");
    /// assert_eq!(analysis.entities[0].name, "兴隆镇云上坝村");
    /// # Ok::<(), shilu::Error>(())
    /// ```
    pub fn places(mut self, list: WordList) -> Result<Self, Error> {
        list.check(|value| unknown::<Level>(value, "level"))?;
        self.0.names.own.push((NameKind::Place, Arc::new(list)));
        Ok(self)
    }

    /// Finds these people wherever they stand. A value is the full name, if the word is a short form.
    ///
    /// ```
    /// use shilu::{Analyzer, lexicon::WordList};
    ///
    /// let list = WordList::parse("mine.txt", "云上客\t罗启明\n")?;
    /// let analysis = Analyzer::builder().persons(list).build().analyze("展览展出云上客的画作。");
    /// assert_eq!(analysis.entities[0].name, "罗启明");
    /// # Ok::<(), shilu::Error>(())
    /// ```
    #[must_use]
    pub fn persons(mut self, list: WordList) -> Self {
        self.0.names.own.push((NameKind::Person, Arc::new(list)));
        self
    }

    /// The analyzer.
    pub fn build(self) -> Analyzer {
        self.0
    }
}

/// What is wrong with the type or level that a value of a user's list begins with.
fn unknown<'v, T: Deserialize<'v>>(value: &'v str, what: &str) -> Option<String> {
    let first = value.split(' ').next().filter(|first| !first.is_empty())?;
    let error = T::deserialize(StrDeserializer::<Unknown>::new(first)).err()?;
    Some(error.to_string().replacen("variant", what, 1))
}
