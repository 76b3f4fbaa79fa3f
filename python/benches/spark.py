"""What a cluster costs: articles a second of one executor and of two, each with one core, on this machine.

    python benches/spark.py [TIMES]     how often the 240 articles of the tests are read; 20 if not said
"""

import os
import pathlib
import sys
import time

from pyspark.sql import SparkSession

import shilu
from shilu import spark

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests"))
from conftest import articles  # noqa: E402


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    rows = [(f"{article['id']}-{turn}", article["text"], article["published"]) for turn in range(times) for article in articles()]
    size = sum(len(text.encode()) for _, text, _ in rows) / 1e6
    texts, ids, days = (list(column) for column in zip(*[(text, name, day) for name, text, day in rows]))
    start = time.perf_counter()
    statements = len(shilu.statements(texts, ids=ids, published=days, threads=1))
    alone = time.perf_counter() - start
    print(f"{len(rows)} articles, {size:.1f} MB, {statements} statements; nproc {os.cpu_count()}, load {os.getloadavg()[0]:.1f}")
    print("| where | seconds | articles a second | statements a second |\n|---|---|---|---|")
    print(f"| no Spark, one thread | {alone:.1f} | {len(rows) / alone:.0f} | {statements / alone:.0f} |")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    for workers in (1, 2):
        session = (
            SparkSession.builder.master(f"local-cluster[{workers},1,1024]")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.ui.enabled", "false")
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("ERROR")
        frame = session.createDataFrame(rows, "id string, text string, published string").repartition(4 * workers).cache()
        frame.count()
        spark.statements(frame.limit(8), published="published").count()  # workers have started
        start = time.perf_counter()
        counted = spark.statements(frame, published="published").count()
        seconds = time.perf_counter() - start
        assert counted == statements
        print(f"| {workers} executor{'s' * (workers > 1)}, a core each | {seconds:.1f} | {len(rows) / seconds:.0f} | {statements / seconds:.0f} |")
        session.stop()


main()
