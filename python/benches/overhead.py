"""What Python costs: `extract_many` beside the command line, `lcut` beside jieba and rjieba, import and wheel.

    python benches/overhead.py COMMAND_LINE [FILE_OR_FOLDER_OF_TEXTS]

Without news of your own, the project's twelve articles are read again and again: words are then in the caches, ratios the same.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
THREADS = 2
SIZE = 5_000_000


def texts(path):
    files = [path] if path.is_file() else sorted(path.rglob("*.txt"))
    found = [file.read_text(encoding="utf-8") for file in files]
    made, size = [], 0
    while size < SIZE:
        for text in found:
            made.append(text)
            size += len(text.encode())
    return made


def best(work, times=3):
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def main():
    cli = sys.argv[1]
    news = texts(pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "seeds" / "articles")
    size = sum(len(text.encode()) for text in news)
    started = "import time; t = time.perf_counter(); import shilu; print(time.perf_counter() - t)"
    imported = min(float(subprocess.run([sys.executable, "-c", started], cwd=tempfile.gettempdir(), capture_output=True, check=True).stdout) for _ in range(5))
    print(f"import shilu: {imported * 1000:.1f} ms")

    import shilu
    import shilu.jieba

    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "news.jsonl"
        path.write_text("".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in news), encoding="utf-8")
        # Facts of a kind that is never there: reading without writing.
        quiet = [cli, "extract", path, "-j", str(THREADS), "--kinds", "number", "--to", "jsonl"]
        command = best(lambda: subprocess.run(quiet, stdout=subprocess.DEVNULL, check=True))
        full = [cli, "extract", path, "-j", str(THREADS), "--to", "jsonl"]
        written = best(lambda: subprocess.run(full, stdout=subprocess.DEVNULL, check=True))
    python = best(lambda: shilu.extract_many(news, threads=THREADS))
    lines = best(lambda: shilu.lines(news, threads=THREADS))
    print(f"{size / 1e6:.1f} MB on {THREADS} threads")
    print(f"shilu extract, numbers alone {command:.2f} s; extract_many {python:.2f} s: {python / command:.2f} times")
    print(f"shilu extract, JSON written  {written:.2f} s; lines        {lines:.2f} s: {lines / written:.2f} times")

    whole = "\n".join(news)[: 1 << 20]
    peers = {"shilu.jieba": shilu.jieba.lcut}
    try:
        import rjieba

        peers["rjieba"] = rjieba.cut
    except ImportError:
        print("rjieba is not installed")
    try:
        import jieba

        jieba.setLogLevel(60)
        jieba.initialize()
        peers["jieba"] = jieba.lcut
    except ImportError:
        print("jieba is not installed")
    speeds = {name: len(whole.encode()) / 1e6 / best(lambda: cut(whole)) for name, cut in peers.items()}
    for name, speed in speeds.items():
        print(f"lcut, {name}: {speed:.1f} MB/s, {speeds['shilu.jieba'] / speed:.1f} times as slow as shilu.jieba")


main()
