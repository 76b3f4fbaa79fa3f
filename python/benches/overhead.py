"""What Python costs: `extract_many` beside the command line, `lcut` beside jieba and rjieba, import and wheel.

    python benches/overhead.py COMMAND_LINE [TEXTS [WHEEL]]

TEXTS is a file or folder of texts, or lines of JSON with a `text`. Without news of your own, the project's twelve articles are
read again and again: words are then in the caches, ratios flatter. All that is compared takes turns and the least of each counts,
in seconds of the processor, which other programs lengthen little, and in seconds of the clock.
"""

import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
THREADS = 2
SIZE = 5_000_000
TURNS = 7


def texts(path):
    if path.suffix == ".jsonl":
        found = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    else:
        files = [path] if path.is_file() else sorted(path.rglob("*.txt"))
        found = [file.read_text(encoding="utf-8") for file in files]
    made, size = [], 0
    while size < SIZE:
        for text in found:
            if size < SIZE:
                made.append(text)
                size += len(text.encode())
    return made


def processor():
    """Seconds of the processor, of this process and of those that it started."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def least(works, turns=TURNS):
    """For each work its fewest seconds of the processor and of the clock, each taken in turn."""
    seconds = {name: [float("inf")] * 2 for name in works}
    for _ in range(turns):
        for name, work in works.items():
            clock, cpu = time.perf_counter(), processor()
            work()
            took = processor() - cpu, time.perf_counter() - clock
            seconds[name] = [min(pair) for pair in zip(seconds[name], took)]
    return seconds


def ratio(seconds, name, other):
    cpu, clock = (mine / theirs for mine, theirs in zip(seconds[name], seconds[other]))
    return f"{cpu:.2f} times by processor, {clock:.2f} by clock"


def started():
    code = "import time; t = time.perf_counter(); import shilu; print(time.perf_counter() - t)"
    run = subprocess.run([sys.executable, "-c", code], cwd=tempfile.gettempdir(), capture_output=True, check=True)
    return float(run.stdout)


def whole_line(cli, news):
    import shilu

    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "news.jsonl"
        path.write_text("".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in news), encoding="utf-8")
        command = [cli, "extract", path, "-j", str(THREADS), "--to", "jsonl"]
        # Facts of a kind that is seldom there: reading with hardly any writing.
        quiet = [*command, "--kinds", "honor"]
        works = {
            "quiet": lambda: subprocess.run(quiet, stdout=subprocess.DEVNULL, check=True),
            "extract_many": lambda: shilu.extract_many(news, threads=THREADS),
            "written": lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True),
            "lines": lambda: shilu.lines(news, threads=THREADS),
        }
        seconds = least(works, 3)
    print(f"extract_many beside shilu extract, JSON not counted (1.25 allowed): {ratio(seconds, 'extract_many', 'quiet')}")
    print(f"lines beside shilu extract, JSON written: {ratio(seconds, 'lines', 'written')}")


def words(news):
    import shilu.jieba

    text = "\n".join(news)[: 1 << 18]
    peers = {"shilu.jieba": lambda: shilu.jieba.lcut(text)}
    try:
        import rjieba

        peers["rjieba"] = lambda: rjieba.cut(text)
    except ImportError:
        print("rjieba is not installed")
    try:
        import jieba

        jieba.setLogLevel(60)
        jieba.initialize()
        peers["jieba"] = lambda: jieba.lcut(text)
    except ImportError:
        print("jieba is not installed")
    seconds = least(peers, 3 * TURNS)
    size = len(text.encode()) / 1e6
    print(f"lcut, shilu.jieba: {size / seconds['shilu.jieba'][0]:.1f} MB/s")
    for name, wanted in [("rjieba", 3), ("jieba", 10)]:
        if name in seconds:
            print(f"lcut, {name} takes ({wanted} wanted): {ratio(seconds, name, 'shilu.jieba')}")


def main():
    news = texts(pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "seeds" / "articles")
    print(f"import shilu (20 ms allowed): {min(started() for _ in range(5)) * 1000:.1f} ms")
    if len(sys.argv) > 3:
        print(f"the wheel (10,000,000 bytes allowed): {os.path.getsize(sys.argv[3])}")
    print(f"{sum(len(text.encode()) for text in news) / 1e6:.1f} MB on {THREADS} threads")
    whole_line(sys.argv[1], news)
    words(news)


main()
