//! The tables that articles become, and the rows of those beside facts and statements: articles, entities and links.

use std::fmt::Write;

use jiff::civil::DateTime;
use serde::Serialize;

use super::column::{Cell, Column, Row, row};
use super::resolve::Resolver;
use super::statement::Statement;
use crate::{Analysis, Article, EntityId, FactId, Kind, Relation};

row! {
    /// A row of the table of articles: what the page says about itself.
    ArticleRow<'a> {
        /// The article's id, as the caller gave it: by it the other tables refer to the article.
        article_id: Option<&'a str>,
        /// The headline.
        title: Option<&'a str>,
        /// When it was published, in Beijing time.
        published: Option<DateTime>,
        /// The place and day that the text opens with: 新华社北京3月5日电.
        dateline: Option<&'a str>,
        /// Who published it.
        source: Option<&'a str>,
        /// The page's editor.
        editor: Option<&'a str>,
        /// Reporters and correspondents.
        authors: &'a [String],
        /// The channel or column.
        channel: Option<&'a str>,
        /// How many facts were read from it.
        facts: usize,
        /// The text that offsets refer to; null unless it was asked for.
        text: Option<&'a str>,
    }
}

row! {
    /// A row of the table of entities: somebody or something that the article names, however often.
    EntityRow<'a> {
        /// The article's id.
        article_id: Option<&'a str>,
        /// The entity's id, unique within the article: `e3`, to which `entity` in the table of facts refers.
        entity_id: EntityId,
        /// What it is: organization, place, person, campaign, event, document.
        kind: Kind,
        /// What sort of that kind it is: government, county, forum.
        class as "type": Option<String>,
        /// Its full name as far as the article gives it.
        name: &'a str,
        /// The GB/T 2260 code: of a place itself, or of the place that an organization's name begins with.
        code: Option<&'a str>,
        /// The country of a place, ISO 3166 alpha-2.
        country: Option<&'a str>,
        /// How often it is mentioned.
        mention_count: usize,
        /// The ids of the facts that mention it, in the order of the text.
        mentions: &'a [FactId],
    }
}

row! {
    /// A row of the table of links: how two facts are connected, with what either says.
    LinkRow<'a> {
        /// The article's id.
        article_id: Option<&'a str>,
        /// The fact that has the link: `f8`.
        from_id: FactId,
        /// Its kind.
        from_kind: Option<Kind>,
        /// Its words.
        from_text: Option<&'a str>,
        /// How the other is connected to it: agent, time, place, campaign, organizer, organization, recipient, awarder, speaker, issuer.
        relation: Relation,
        /// The fact that it points to.
        to_id: FactId,
        /// Its kind.
        to_kind: Option<Kind>,
        /// Its words.
        to_text: Option<&'a str>,
        /// The entity that it names.
        to_entity: Option<EntityId>,
        /// The full name of that entity.
        to_name: Option<&'a str>,
    }
}

impl<'a> ArticleRow<'a> {
    /// The row of an article; `text` is its text, if the table is to hold it.
    pub fn new(analysis: &'a Analysis, text: Option<&'a str>) -> Self {
        let metadata = &analysis.metadata;
        Self {
            article_id: analysis.id.as_deref(),
            title: metadata.title.as_deref(),
            published: metadata.published,
            dateline: metadata.dateline.as_deref(),
            source: metadata.source.as_deref(),
            editor: metadata.editor.as_deref(),
            authors: &metadata.authors,
            channel: metadata.channel.as_deref(),
            facts: analysis.facts.len(),
            text,
        }
    }
}

impl<'a> EntityRow<'a> {
    /// The rows of an article's entities, in order.
    pub fn of(analysis: &'a Analysis) -> Vec<Self> {
        let resolver = Resolver::new(analysis);
        let row = |entity: &'a crate::Entity| Self {
            article_id: analysis.id.as_deref(),
            entity_id: entity.id,
            kind: entity.kind,
            class: resolver.class(entity),
            name: &entity.name,
            code: resolver.code(entity),
            country: resolver.country(entity),
            mention_count: entity.mentions.len(),
            mentions: &entity.mentions,
        };
        analysis.entities.iter().map(row).collect()
    }
}

impl<'a> LinkRow<'a> {
    /// The rows of an article's links, in order.
    pub fn of(analysis: &'a Analysis) -> Vec<Self> {
        let resolver = Resolver::new(analysis);
        let row = |link: &crate::Link| {
            let (from, to) = (resolver.fact(link.from), resolver.fact(link.to));
            let entity = to.and_then(|to| resolver.entity(to));
            Self {
                article_id: analysis.id.as_deref(),
                from_id: link.from,
                from_kind: from.map(crate::Fact::kind),
                from_text: from.map(|fact| fact.text.as_str()),
                relation: link.relation,
                to_id: link.to,
                to_kind: to.map(crate::Fact::kind),
                to_text: to.map(|fact| fact.text.as_str()),
                to_entity: entity.map(|entity| entity.id),
                to_name: entity.map(|entity| entity.name.as_str()),
            }
        };
        analysis.links.iter().map(row).collect()
    }
}

/// A table that articles become. `article_id` joins them; within an article, ids do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Table {
    /// A row an article, see [`ArticleRow`].
    Articles,
    /// A row a fact: the columns that all facts have, then those of the kinds.
    Facts,
    /// A row an entity, see [`EntityRow`].
    Entities,
    /// A row a link, see [`LinkRow`].
    Links,
    /// A row a thing said, with names in place of ids, see [`Statement`].
    Statements,
}

/// Which rows a table gets, and what is in them.
#[derive(Debug, Clone, Default)]
pub(super) struct Choice {
    /// Facts and statements of these kinds alone.
    pub(super) kinds: Option<Vec<Kind>>,
    /// Whether the table of articles holds their texts.
    pub(super) with_text: bool,
}

impl Choice {
    pub(super) fn wants(&self, kind: Kind) -> bool {
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
    }
}

/// A row of any table but that of facts.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum AnyRow<'a> {
    Article(ArticleRow<'a>),
    Entity(EntityRow<'a>),
    Link(LinkRow<'a>),
    Statement(Box<Statement<'a>>),
}

impl AnyRow<'_> {
    pub(super) fn cells(&self, take: &mut dyn FnMut(Cell<'_>)) {
        match self {
            Self::Article(row) => row.cells(take),
            Self::Entity(row) => row.cells(take),
            Self::Link(row) => row.cells(take),
            Self::Statement(row) => row.cells(take),
        }
    }
}

impl Table {
    /// Every table.
    pub const ALL: &'static [Self] = &[Self::Articles, Self::Facts, Self::Entities, Self::Links, Self::Statements];

    /// Its name on the command line, and of its file in a folder.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Facts => "facts",
            Self::Entities => "entities",
            Self::Links => "links",
            Self::Statements => "statements",
        }
    }

    /// The columns of a table whose rows are declared; facts have those of their records.
    pub(super) const fn fields(self) -> Option<&'static [Column]> {
        match self {
            Self::Articles => Some(ArticleRow::COLUMNS),
            Self::Facts => None,
            Self::Entities => Some(EntityRow::COLUMNS),
            Self::Links => Some(LinkRow::COLUMNS),
            Self::Statements => Some(Statement::COLUMNS),
        }
    }

    /// The columns and what they say, as a table in Markdown; none of facts, whose columns are the fields of the contract.
    ///
    /// ```
    /// let columns = shilu::sink::Table::Statements.describe();
    /// assert!(columns.contains("| `deed` | text | The verb, as written: 提供; of a quote 表示, 指出. |"));
    /// ```
    pub fn describe(self) -> String {
        let mut page = "| column | type | what it says |\n|---|---|---|\n".to_owned();
        for column in self.fields().unwrap_or_default() {
            // A string takes all that is written to it.
            let _ = writeln!(page, "| `{}` | {} | {} |", column.name, column.holds.name(), column.about.trim());
        }
        page
    }

    /// The rows of an article; none of facts, which are written by their records.
    pub(super) fn rows<'a>(self, article: &Article<'a>, analysis: &'a Analysis, choice: &Choice) -> Vec<AnyRow<'a>> {
        match self {
            Self::Facts => Vec::new(),
            Self::Articles => {
                vec![AnyRow::Article(ArticleRow::new(analysis, choice.with_text.then_some(article.text)))]
            }
            Self::Entities => EntityRow::of(analysis).into_iter().map(AnyRow::Entity).collect(),
            Self::Links => LinkRow::of(analysis).into_iter().map(AnyRow::Link).collect(),
            Self::Statements => {
                let rows = Statement::of(article, analysis).into_iter().filter(|row| choice.wants(row.kind));
                rows.map(|row| AnyRow::Statement(Box::new(row))).collect()
            }
        }
    }
}
