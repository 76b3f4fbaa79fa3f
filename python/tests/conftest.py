"""What tests share: 240 articles made from the project's twelve, and its command line."""

import datetime
import json
import os
import pathlib
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def articles():
    """Twenty articles of each of the twelve: the paragraphs turned by one more each time, a day later each time."""
    made = []
    for path in sorted((ROOT / "seeds" / "articles").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for turn in range(20):
            at = turn % len(lines)
            day = datetime.date(2024, 7, 5) + datetime.timedelta(days=turn)
            text = "\n".join(lines[at:] + lines[:at])
            made.append({"id": f"{path.stem}-{turn:02}", "text": text, "published": day.isoformat()})
    assert len(made) == 240
    return sorted(made, key=lambda article: article["id"])


@pytest.fixture(scope="session")
def news():
    return articles()


@pytest.fixture(scope="session")
def columns(news):
    """The articles as three lists: texts, ids, times."""
    return [[article[name] for article in news] for name in ("text", "id", "published")]


@pytest.fixture(scope="session")
def cli():
    """The command line: SHILU_CLI, or the newest that was built, or the one on the path."""
    named = os.environ.get("SHILU_CLI")
    built = [ROOT / "target" / profile / "shilu" for profile in ("release", "fast", "debug")]
    built = sorted((path for path in built if path.exists()), key=lambda path: path.stat().st_mtime)
    program = named or (built and str(built[-1])) or shutil.which("shilu")
    if not program:
        pytest.skip("no command line was built: cargo build --features cli")
    return program


@pytest.fixture(scope="session")
def said(cli, news):
    """What the command line writes of the articles, as lines of bytes with their line feeds."""
    lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in news).encode()
    run = subprocess.run([cli, "extract", "--from", "jsonl", "--to", "jsonl"], input=lines, capture_output=True, check=True)
    return run.stdout.splitlines(keepends=True)
