"""Tables for whatever takes Arrow: pyarrow, pandas, Polars, DuckDB."""

import datetime
import decimal
import json

import pytest

import shilu

pyarrow = pytest.importorskip("pyarrow")
pytest.importorskip("pyarrow.compute")

TABLES = ["articles", "facts", "entities", "links", "statements"]


@pytest.fixture(scope="module")
def told(said):
    return [json.loads(line) for line in said]


def table(name, columns, **options):
    texts, ids, times = columns
    return pyarrow.table(getattr(shilu.Analyzer(**options), name)(texts, ids=ids, published=times))


def test_a_table_is_read_as_often_as_asked_and_has_its_schema(columns):
    for name in TABLES:
        rows = getattr(shilu, name)(columns[0][:3])
        assert pyarrow.table(rows).equals(pyarrow.table(rows))
        assert pyarrow.table(rows).schema.equals(pyarrow.schema(shilu.schema(name)))
        assert rows.schema.names == pyarrow.table(rows).column_names
        assert len(rows) == pyarrow.table(rows).num_rows


def test_facts_are_those_of_the_contract(columns, told):
    rows = table("facts", columns).to_pylist()
    facts = [(article["id"], fact) for article in told for fact in article["facts"]]
    assert len(rows) == len(facts) > 10_000
    for row, (article, fact) in zip(rows, facts):
        assert row["article_id"] == article
        assert [row[name] for name in ("id", "kind", "text", "start_char", "entity")] == [
            fact[name] for name in ("id", "kind", "text", "start_char", "entity")
        ]
        assert row[fact["kind"]] is not None


def test_entities_and_links_are_those_of_the_contract(columns, told):
    rows = table("entities", columns).to_pylist()
    expected = [(article["id"], entity) for article in told for entity in article["entities"]]
    assert [(row["article_id"], row["entity_id"], row["kind"], row["name"], row["mentions"]) for row in rows] == [
        (article, entity["id"], entity["kind"], entity["name"], entity["mentions"]) for article, entity in expected
    ]
    rows = table("links", columns).to_pylist()
    expected = [(article["id"], link) for article in told for link in article["links"]]
    assert [(row["article_id"], row["from_id"], row["relation"], row["to_id"]) for row in rows] == [
        (article, link["from"], link["relation"], link["to"]) for article, link in expected
    ]


def test_statements_resolve_what_the_contract_refers_to(columns, told):
    rows = table("statements", columns).to_pylist()
    texts = dict(zip(columns[1], columns[0]))
    articles = {article["id"]: article for article in told}
    checked = 0
    for row in rows:
        article = articles[row["article_id"]]
        facts = {fact["id"]: fact for fact in article["facts"]}
        names = {entity["id"]: entity["name"] for entity in article["entities"]}
        fact = facts[row["fact_id"]]
        assert texts[row["article_id"]][row["start_char"] : row["end_char"]] == row["text"] == fact["text"]
        assert row["text"] in row["sentence_text"]
        if fact["kind"] not in ("count", "measure", "money", "percent"):
            continue
        assert row["value"] == (fact["value"] and decimal.Decimal(fact["value"]))
        assert (row["deed"], row["what"], row["change"]) == (fact["action"], fact["object"], fact["change"])
        agent = facts.get(fact["agent"])
        name = names.get(agent["entity"], agent["text"]) if agent else fact["agent"]
        assert row["who"] == name
        time = facts.get(fact["time"])
        assert row["time"] == (time["text"] if time else fact["time"])
        assert row["time_start"] == (time and time["start"] and datetime.datetime.fromisoformat(time["start"]))
        checked += 1
    assert checked > 3_000


def test_kinds_choose_rows_and_lose_no_name(columns):
    all_rows = table("statements", columns).filter(pyarrow.compute.field("kind") == "money")
    assert table("statements", columns, kinds=["money"]).equals(all_rows)
    assert set(table("facts", columns, kinds=["money"])["kind"].to_pylist()) == {"money"}


def test_a_null_has_no_row_and_no_list():
    rows = pyarrow.table(shilu.facts(["有98家企业。", None, "增长三成。"]))
    assert rows["article_id"].to_pylist() == ["0", "2"]
    column = pyarrow.array(shilu.column(["有98家企业。", None, ""]))
    assert [None if value is None else len(value) for value in column.to_pylist()] == [1, None, 0]
    assert pyarrow.array(shilu.column([])).to_pylist() == []


def test_a_column_holds_the_rows_of_each_text(columns):
    texts, ids, times = columns
    column = pyarrow.array(shilu.column(texts, ids=ids, published=times))
    rows = table("facts", columns)
    assert len(column) == 240
    assert pyarrow.Table.from_struct_array(column.flatten()).equals(rows.combine_chunks())


def test_texts_come_from_any_column(columns):
    texts, ids, times = [column[:5] for column in columns]
    expected = shilu.lines(texts, ids=ids, published=times)
    days = [datetime.date.fromisoformat(time) for time in times]
    arrow = pyarrow.table({"text": texts, "id": ids, "day": days})
    assert shilu.lines(arrow["text"], ids=arrow["id"], published=arrow["day"]) == expected
    assert shilu.lines(iter(texts), ids=(i for i in ids), published=days) == expected


def test_polars_takes_tables_and_columns(columns):
    polars = pytest.importorskip("polars")
    texts, ids, times = columns
    frame = polars.DataFrame({"id": ids, "text": texts, "published": times})
    rows = polars.DataFrame(shilu.statements(frame["text"], ids=frame["id"], published=frame["published"]))
    assert rows.to_arrow().num_rows == table("statements", columns).num_rows
    total = rows.filter(polars.col("kind") == "money").select(polars.col("value").sum()).item()
    expected = [value for value in table("statements", columns, kinds=["money"])["value"].to_pylist() if value is not None]
    assert total == sum(expected)
    # As an expression: a column of lists beside the others.
    dtype = polars.Series(shilu.column([])).dtype
    lists = frame.head(5).with_columns(
        facts=polars.col("text").map_batches(lambda texts: polars.Series(shilu.column(texts)), return_dtype=dtype)
    )
    assert lists["facts"].list.len().to_list() == [len(shilu.extract(text)) for text in texts[:5]]


def test_pandas_takes_tables(columns):
    pandas = pytest.importorskip("pandas")
    texts, ids, times = columns
    frame = pandas.DataFrame({"text": texts, "id": ids, "published": pandas.to_datetime(times)})
    frame.loc[3, "published"] = pandas.NaT
    rows = shilu.statements(frame["text"], ids=frame["id"], published=frame["published"])
    rows = pandas.DataFrame.from_arrow(rows) if hasattr(pandas.DataFrame, "from_arrow") else pyarrow.table(rows).to_pandas()
    assert len(rows) == table("statements", columns).num_rows
    assert rows.loc[rows["kind"] == "count", "value"].dropna().map(type).eq(decimal.Decimal).all()


def test_duckdb_reads_tables_and_calls_a_function(columns):
    duckdb = pytest.importorskip("duckdb")
    texts, ids, times = columns
    statements = shilu.statements(texts, ids=ids, published=times)
    kinds = duckdb.sql("SELECT kind, count(*) AS n FROM statements GROUP BY kind").fetchall()
    assert sum(number for _, number in kinds) == len(statements) and len(kinds) >= 8

    # As a function of SQL: two lines.
    database = duckdb.connect()
    read = lambda texts: pyarrow.array(shilu.column(texts, table="statements"))  # noqa: E731
    database.create_function("shilu_statements", read, ["VARCHAR"], database.from_arrow(pyarrow.table({"s": read([])})).types[0], type="arrow")

    news = pyarrow.table({"id": ids, "text": texts})  # noqa: F841
    rows = database.execute(
        "SELECT id, s.who, s.value FROM (SELECT id, unnest(shilu_statements(text)) AS s FROM news) WHERE s.kind = 'money' ORDER BY ALL"
    ).fetchall()
    expected = pyarrow.table(shilu.Analyzer(["money"]).statements(texts, ids=ids)).to_pylist()
    assert len(rows) == len(expected) > 100
    assert sum(value for _, _, value in rows if value is not None) == sum(row["value"] for row in expected if row["value"] is not None)
