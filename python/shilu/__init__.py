"""shilu 实录: typed, normalized, linked facts from Chinese news.

>>> import shilu
>>> analysis = shilu.extract("今年6月，全县新增民营企业98家。", published="2020-11-25")
>>> count = analysis.facts[-1]
>>> count.value, count.unit, count.object
(Decimal('98'), '家', '民营企业')

Functions serve one-liners; an `Analyzer` holds settings. Offsets count code points, as Python does; numbers are
`decimal.Decimal`, times `datetime.datetime`; what a field refers to is the fact itself. Errors are `ValueError`s that name the place.
"""

from ._shilu import (
    KINDS,
    Analysis,
    Analyzer,
    Article,
    Articles,
    Campaign,
    Column,
    Count,
    Date,
    Document,
    Entity,
    Event,
    Fact,
    Honor,
    Link,
    ListError,
    Measure,
    Metadata,
    Money,
    Number,
    Organization,
    Percent,
    Person,
    Place,
    Quote,
    Rank,
    Schema,
    SourceError,
    Table,
    Word,
    __version__,
    dates,
    json_schema,
    numbers,
    read,
    schema,
    sentences,
)

__all__ = [
    "KINDS",
    "Analysis",
    "Analyzer",
    "Article",
    "Articles",
    "Campaign",
    "Column",
    "Count",
    "Date",
    "Document",
    "Entity",
    "Event",
    "Fact",
    "Honor",
    "Link",
    "ListError",
    "Measure",
    "Metadata",
    "Money",
    "Number",
    "Organization",
    "Percent",
    "Person",
    "Place",
    "Quote",
    "Rank",
    "Schema",
    "SourceError",
    "Table",
    "Word",
    "__version__",
    "articles",
    "column",
    "dates",
    "entities",
    "extract",
    "extract_many",
    "facts",
    "json_schema",
    "lines",
    "links",
    "numbers",
    "read",
    "schema",
    "sentences",
    "statements",
    "words",
]

# An analyzer keeps no state: this one serves every caller.
_default = Analyzer()

extract = _default.extract
extract_many = _default.extract_many
lines = _default.lines
articles = _default.articles
facts = _default.facts
entities = _default.entities
links = _default.links
statements = _default.statements
column = _default.column
words = _default.words
