"""Loads the extension into DuckDB and asks it what the command line and the contract say.

    python test.py shilu.duckdb_extension
"""

import pathlib
import sys

import duckdb

TEXT = "去年，江城市科技局服务98家民营企业。"


def main():
    extension = pathlib.Path(sys.argv[1]).resolve()
    connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    connection.execute(f"LOAD '{extension}'")

    def rows(query, *values):
        return connection.execute(query, values).fetchall()

    counts = rows("SELECT f.text, f.count.value, f.count.unit FROM (SELECT unnest(shilu_facts(?)) f) WHERE f.kind = 'count'", TEXT)
    assert [(text, int(value), unit) for text, value, unit in counts] == [("98家", 98, "家")], counts
    said = rows("SELECT s.who, s.value FROM (SELECT unnest(shilu_statements(?, '2020-11-25')) s) WHERE s.kind = 'count'", TEXT)
    assert [(who, int(value)) for who, value in said] == [("江城市科技局", 98)], said
    years = rows("SELECT s.time_start FROM (SELECT unnest(shilu_statements(?, '2020-11-25')) s) WHERE s.kind = 'count'", TEXT)
    assert str(years[0][0]).startswith("2019"), years
    assert rows("SELECT shilu_facts(NULL)") == [(None,)]
    try:
        rows("SELECT shilu_facts(?, 'yesterday')", TEXT)
    except duckdb.Error as error:
        assert "yesterday" in str(error), error
    else:
        raise AssertionError("a time that is none was taken")
    # Many rows, some without text, on as many threads as DuckDB likes.
    many = rows("SELECT count(*), count(f) FROM (SELECT shilu_facts(CASE WHEN i % 3 = 0 THEN NULL ELSE ? END) f FROM range(10000) t(i))", TEXT)
    assert many == [(10000, 6666)], many
    print("the extension answers as the contract says")


main()
