"""Two executors read the articles; what they say together is what the command line and the wheel say.
"""

import hashlib
import os
import shutil
import sys

import pytest

pytest.importorskip("pyspark")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("Spark needs Java 17, and there is none", allow_module_level=True)

import pyarrow  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

import shilu  # noqa: E402
import shilu.spark  # noqa: E402


@pytest.fixture(scope="module")
def session():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "7")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def frame(session, news):
    rows = [(article["id"], article["text"], article["published"]) for article in news]
    return session.createDataFrame(rows, "id string, text string, published string").repartition(8)


def executors(frame):
    """The executors that worked on a frame: by the folders that their workers run in."""
    import pyspark.sql.functions as functions

    def here(batches):
        for batch in batches:
            yield pyarrow.RecordBatch.from_arrays([pyarrow.array([os.getcwd()] * batch.num_rows)], names=["folder"])

    rows = frame.select(functions.col("id")).mapInArrow(here, "folder string").distinct().collect()
    return {row.folder for row in rows}


def test_two_executors_write_the_command_lines_bytes(frame, said):
    folders = executors(frame)
    assert len(folders) >= 2, folders
    rows = shilu.spark.lines(frame, published="published").orderBy("id").collect()
    lines = b"".join(bytes(row.line) + b"\n" for row in rows)
    assert len(rows) == 240
    assert hashlib.sha256(lines).hexdigest() == hashlib.sha256(b"".join(said)).hexdigest()


@pytest.mark.parametrize("name, key", [("facts", "id"), ("statements", "fact_id")])
def test_typed_tables_are_the_wheels(frame, columns, name, key):
    texts, ids, times = columns
    order = [("article_id", "ascending"), ("start_byte", "ascending"), ("end_byte", "ascending"), (key, "ascending")]
    expected = pyarrow.table(getattr(shilu, name)(texts, ids=ids, published=times))
    rows = getattr(shilu.spark, name)(frame, published="published").toArrow().cast(expected.schema)
    assert rows.sort_by(order).equals(expected.combine_chunks().sort_by(order))


def test_spark_sql_has_table_functions(session, frame, columns):
    texts, ids, times = columns
    assert shilu.spark.register(session, ["statements"]) == ["shilu_statements"]
    frame.createOrReplaceTempView("news")
    query = "SELECT kind, count(*) AS n FROM shilu_statements(TABLE(news)) GROUP BY kind"
    kinds = {row.kind: row.n for row in session.sql(query).collect()}
    statements = pyarrow.table(shilu.statements(texts, ids=ids, published=times))["kind"].to_pylist()
    assert kinds == {kind: statements.count(kind) for kind in set(statements)}
