"""Nothing is installed on the nodes: they get the wheel as an archive. Run by a Python that has pyspark and pyarrow but no shilu.

    python tests/spark_archive.py WHEEL EXPECTED

EXPECTED is what the command line wrote of tests/conftest.py's articles.
"""

import hashlib
import importlib.util
import os
import pathlib
import shutil
import sys
import tempfile


def main(wheel, expected):
    assert importlib.util.find_spec("shilu") is None, "shilu is installed: the archive would prove nothing"
    import pyarrow
    from pyspark.sql import SparkSession

    here = pathlib.Path(__file__).resolve().parent
    sys.path.insert(0, str(here))
    from conftest import articles

    os.environ["PYSPARK_PYTHON"] = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        archive = pathlib.Path(folder) / "shilu.zip"
        shutil.copy(wheel, archive)
        session = (
            SparkSession.builder.master("local-cluster[2,1,1024]")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.ui.enabled", "false")
            .config("spark.archives", f"{archive}#lib")
            .config("spark.executorEnv.PYTHONPATH", "./lib")
            .getOrCreate()
        )

        def read(batches):
            import shilu

            for batch in batches:
                texts, ids, times = (batch.column(name) for name in ("text", "id", "published"))
                lines = shilu.lines(texts, ids=ids, published=times, threads=1)
                yield pyarrow.RecordBatch.from_arrays([ids, pyarrow.array(lines, pyarrow.binary())], names=["id", "line"])

        rows = [(article["id"], article["text"], article["published"]) for article in articles()]
        frame = session.createDataFrame(rows, "id string, text string, published string").repartition(8)
        rows = frame.mapInArrow(read, "id string, line binary").orderBy("id").collect()
        written = hashlib.sha256(b"".join(bytes(row.line) for row in rows)).hexdigest()
        session.stop()
    assert written == hashlib.sha256(pathlib.Path(expected).read_bytes()).hexdigest()
    print(f"{len(rows)} lines from workers without shilu: {written}")


main(*sys.argv[1:])
