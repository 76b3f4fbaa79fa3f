"""shilu on many machines: Spark hands batches of articles to analyzers on its workers and takes tables back, in Arrow throughout.

>>> from shilu import spark                                                                 # doctest: +SKIP
>>> news = session.read.json("news/*.jsonl")
>>> spark.statements(news, published="published").where("kind = 'money'").groupBy("who").sum("value")

`lines` gives the very bytes of the command line; `register` makes table functions for Spark SQL (4.1 and later):

>>> spark.register(session)                                                                 # doctest: +SKIP
>>> session.sql("SELECT who, what, awarder FROM shilu_statements(TABLE(news)) WHERE kind = 'honor'")

An analyzer costs 0.02 ms to make and holds no state, so each worker makes its own: nothing is broadcast. Nothing needs to be installed
on the nodes either: see "Many machines" in the README. The workers need pyarrow, as every use of ``mapInArrow`` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ._shilu import Analyzer, schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["articles", "entities", "facts", "lines", "links", "register", "statements"]

_FIELDS = ("text", "id", "published")
_TABLES = ("articles", "facts", "entities", "links", "statements")


def _inputs(batch: Any, text: str, id: str | None, published: str | None) -> tuple[Any, Any, Any]:
    column = lambda name: None if name is None else batch.column(name)  # noqa: E731
    return column(text), column(id), column(published)


def _columns(df: DataFrame, text: str, id: str | None, published: str | None) -> DataFrame:
    return df.select(*[df[name] for name in dict.fromkeys([text, id, published]) if name is not None])


def _spark_schema(table: str) -> Any:
    import pyarrow
    from pyspark.sql.pandas.types import from_arrow_schema

    # Civil times have no zone: in Spark they are timestamp_ntz.
    return from_arrow_schema(pyarrow.schema(schema(table)), prefer_timestamp_ntz=True)


def _table(
    table: str, df: DataFrame, text: str, id: str | None, published: str | None, options: dict[str, Any]
) -> DataFrame:
    def read(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow

        analyzer = Analyzer(**options)
        for batch in batches:
            texts, ids, times = _inputs(batch, text, id, published)
            # One thread: Spark runs as many workers as a node has cores.
            rows = getattr(analyzer, table)(texts, ids=ids, published=times, threads=1)
            yield from pyarrow.table(rows).to_batches()

    return _columns(df, text, id, published).mapInArrow(read, _spark_schema(table))


def facts(
    df: DataFrame, text: str = "text", id: str | None = "id", published: str | None = None, **options: Any
) -> DataFrame:
    """The table of facts of a DataFrame of articles.

    ``text``, ``id``, ``published`` name its columns; ``published`` may be a string, a date or a timestamp. ``options`` are those
    of `shilu.Analyzer`; files named there are read on the workers. A text that is null has no row.
    """
    return _table("facts", df, text, id, published, options)


def statements(
    df: DataFrame, text: str = "text", id: str | None = "id", published: str | None = None, **options: Any
) -> DataFrame:
    """The statement table of a DataFrame of articles: a row for each thing said. As `facts`."""
    return _table("statements", df, text, id, published, options)


def entities(
    df: DataFrame, text: str = "text", id: str | None = "id", published: str | None = None, **options: Any
) -> DataFrame:
    """The table of entities of a DataFrame of articles. As `facts`."""
    return _table("entities", df, text, id, published, options)


def links(
    df: DataFrame, text: str = "text", id: str | None = "id", published: str | None = None, **options: Any
) -> DataFrame:
    """The table of links of a DataFrame of articles. As `facts`."""
    return _table("links", df, text, id, published, options)


def articles(
    df: DataFrame, text: str = "text", id: str | None = "id", published: str | None = None, **options: Any
) -> DataFrame:
    """The table of articles: what their pages say about themselves. As `facts`."""
    return _table("articles", df, text, id, published, options)


def lines(
    df: DataFrame, text: str = "text", id: str | None = "id", published: str | None = None, **options: Any
) -> DataFrame:
    """Columns ``id`` (string) and ``line`` (binary): what ``shilu extract --to jsonl`` writes of each article, without its line feed."""

    def read(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow

        analyzer = Analyzer(**options)
        for batch in batches:
            texts, ids, times = _inputs(batch, text, id, published)
            rows = analyzer.lines(texts, ids=ids, published=times, threads=1)
            names = [None] * len(rows) if ids is None else [None if i is None else str(i) for i in ids.to_pylist()]
            yield pyarrow.RecordBatch.from_arrays(
                [pyarrow.array(names, pyarrow.string()), pyarrow.array([row[:-1] for row in rows], pyarrow.binary())],
                names=["id", "line"],
            )

    return _columns(df, text, id, published).mapInArrow(read, "id string, line binary")


def register(session: SparkSession, tables: Sequence[str] = _TABLES, **options: Any) -> list[str]:
    """Registers table functions for Spark SQL, ``shilu_facts(TABLE(news))`` and its like, and gives their names.

    The table has a column ``text``, and may have ``id`` and ``published``. Raises ImportError where Spark has no ``arrow_udtf`` (before
    4.1). Spark takes no such function behind LATERAL: the table is its argument.
    """
    from pyspark.sql.functions import arrow_udtf

    names = []
    for table in tables:
        function: Any = arrow_udtf(_function(table, options), returnType=_spark_schema(table))
        session.udtf.register(f"shilu_{table}", function)
        names.append(f"shilu_{table}")
    return names


class _Function:
    """A table function of Spark SQL; each table has a class of its own, made by `_function`."""

    table = ""
    options: dict[str, Any] = {}

    def __init__(self) -> None:
        self.analyzer = Analyzer(**self.options)

    def eval(self, batch: Any) -> Iterator[Any]:
        import pyarrow

        texts, ids, times = (batch.column(name) if name in batch.schema.names else None for name in _FIELDS)
        yield pyarrow.table(getattr(self.analyzer, self.table)(texts, ids=ids, published=times, threads=1))


def _function(table: str, options: dict[str, Any]) -> type:
    return type("Function", (_Function,), {"table": table, "options": options})
