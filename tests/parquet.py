"""Parquet as others read it: pyarrow and DuckDB see the facts that JSON lines tell.

    python3 tests/parquet.py target/debug/shilu

Needs pyarrow and duckdb from PyPI; says so and ends well where they are absent.
"""

import datetime
import decimal
import json
import pathlib
import subprocess
import sys
import tempfile


def main():
    try:
        import duckdb
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError as error:
        print(f"parquet: {error}, not tried")
        return
    shilu = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        facts = folder / "facts.parquet"
        subprocess.run([shilu, "extract", "seeds/articles", "--output", facts], check=True)
        lines = subprocess.run([shilu, "extract", "seeds/articles"], check=True, capture_output=True).stdout
        told = [(article, fact) for article in map(json.loads, lines.splitlines()) for fact in article["facts"]]

        rows = parquet.read_table(facts).to_pylist()
        assert len(rows) == len(told) > 500
        for row, (article, fact) in zip(rows, told):
            assert row["article_id"] == article["id"]
            published = article["metadata"]["published"]
            assert row["article_published"] == (published and datetime.datetime.fromisoformat(published))
            for name in ["id", "kind", "text", "start_byte", "end_byte", "start_char", "end_char", "sentence", "rule", "entity"]:
                assert row[name] == fact[name], (name, row, fact)
            record = row[fact["kind"]]
            for name, value in fact.items():
                if name in row and name not in ("place", "organization", "campaign", "number"):
                    continue
                if name == "object_span":
                    assert [record["object_start"], record["object_end"]] == (value or [None, None]), (record, fact)
                elif name == "si":
                    assert (record["si_value"], record["si_unit"]) == ((decimal.Decimal(value["value"]), value["unit"]) if value else (None, None))
                elif isinstance(record[name], decimal.Decimal):
                    assert record[name] == decimal.Decimal(value), (name, record, fact)
                elif isinstance(record[name], datetime.datetime):
                    assert record[name] == datetime.datetime.fromisoformat(value), (name, record, fact)
                else:
                    assert record[name] == value, (name, record, fact)

        schema = parquet.read_schema(facts)
        plain = (arrow.string(), arrow.int64(), arrow.bool_(), arrow.decimal128(38, 10), arrow.timestamp("us"), arrow.list_(arrow.string()))
        for field in schema:
            inner = [child for child in field.type] if arrow.types.is_struct(field.type) else [field]
            assert all(any(child.type == known or str(child.type).startswith("list<") for known in plain) for child in inner), field

        database = duckdb.connect()
        count, most = database.execute(
            "select count(*), max(count.value) from read_parquet(?) where kind = 'count'", [str(facts)]
        ).fetchone()
        counts = [fact for _, fact in told if fact["kind"] == "count"]
        assert count == len(counts) and most == max(decimal.Decimal(fact["value"]) for fact in counts if fact["value"])
        dates = database.execute("select count(date.start) from read_parquet(?)", [str(facts)]).fetchone()[0]
        assert dates == sum(1 for _, fact in told if fact["kind"] == "date" and fact["start"])

        # The other tables: names stand in them, and DuckDB joins them.
        subprocess.run([shilu, "extract", "seeds/articles", "--to", "parquet", "--output", f"{folder}/"], check=True)
        names = database.execute(
            "select f.text, e.name from read_parquet(?) f join read_parquet(?) e on f.article_id = e.article_id and f.entity = e.entity_id",
            [str(facts), str(folder / "entities.parquet")],
        ).fetchall()
        assert len(names) == sum(1 for _, fact in told if fact["entity"])
        total = database.execute(
            "select sum(value) from read_parquet(?) where currency = 'CNY'", [str(folder / "statements.parquet")]
        ).fetchone()[0]
        assert total == sum(decimal.Decimal(fact["value"]) for _, fact in told if fact["kind"] == "money" and fact["currency"] == "CNY" and fact["value"])

        # And the other way: what others write is read, by whatever names and types they have.
        articles = folder / "articles.parquet"
        texts = [path.read_text(encoding="utf-8") for path in sorted(pathlib.Path("seeds/articles").glob("*.txt"))]
        table = arrow.table({
            "no": arrow.array(range(len(texts)), arrow.int32()),
            "content": arrow.array(texts, arrow.large_string()),
            "day": arrow.array([datetime.datetime(2024, 3, 12, 9, 15)] * len(texts), arrow.timestamp("ms")),
        })
        for compression in ["snappy", "gzip", "zstd", "none"]:
            parquet.write_table(table, articles, compression=compression, row_group_size=5)
            names = ["--text-field", "content", "--date-field", "day", "--id-field", "no"]
            out = subprocess.run([shilu, "extract", articles, *names], check=True, capture_output=True).stdout
            read = [json.loads(line) for line in out.splitlines()]
            assert [article["id"] for article in read] == [str(at) for at in range(len(texts))]
            assert all(article["metadata"]["published"] == "2024-03-12T09:15:00" for article in read)
    print("1 passed, 0 failed")


main()
