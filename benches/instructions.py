#!/usr/bin/env python3
"""How many instructions a character of news costs, by part: what a busy machine does not change.

usage: instructions.py NEWS.jsonl

NEWS.jsonl has lines {"id": …, "text": …}, as examples/lines.rs reads them. Needs valgrind (callgrind) and
`cargo build --profile dist --example lines`. Prints rows of benches/README.md.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

LINES = Path(__file__).resolve().parent.parent / "target/dist/examples/lines"
# A part, and the function whose instructions, with those of all that it calls, are its own; parts of a part are indented.
PARTS = [
    ("lines, sentences, bylines", "shilu::article::Article::parse"),
    ("words", "shilu::segment::segmenter::Segmenter::tokens_at"),
    ("names", "shilu::names::find"),
    ("  tagger, lists and grammar", "shilu::names::in_sentences"),
    ("    tagger's scores", "shilu::names::tagger::<impl shilu::names::tagger::model::Model>::prepare"),
    ("  the choice among claims", "shilu::names::claims::settle"),
    ("campaigns and events", "shilu::extract::initiative::settle"),
    ("dates", "shilu::extract::date::extract"),
    ("counts, money, percentages", "shilu::extract::quantities::extract"),
    ("who did what, and entities", "shilu::link::link"),
    ("  what speaks for each answer", "shilu::relate::feature::Asked::describe"),
]


def main():
    news = Path(sys.argv[1]).read_bytes()
    # Bytes: a text may hold what Python takes for an end of line and JSON does not.
    articles = news.splitlines()
    characters = sum(len(json.loads(article)["text"]) for article in articles)
    with tempfile.TemporaryDirectory() as folder:
        out = f"{folder}/out"
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", str(LINES)]
        subprocess.run(command, input=news, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        command = ["callgrind_annotate", "--inclusive=yes", "--threshold=100", out]
        told = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout.decode()
    costs = {}
    for line in told.splitlines():
        row = re.match(r" *([\d,]+) .*?:(shilu::.*?)(?: \[.*)?$", line)
        if row:
            costs.setdefault(row[2].strip(), int(row[1].replace(",", "")))
    whole = next(int(line.split()[0].replace(",", "")) for line in told.splitlines() if "PROGRAM TOTALS" in line)
    print(f"| part | instructions a character, {len(articles)} articles | share |\n|---|---|---|")
    for name, function in [("all, JSON lines read and written", None), *PARTS]:
        cost = whole if function is None else costs.get(function)
        # A function that the compiler has put into its caller is told by no profile.
        told = "not told | –" if cost is None else f"{cost / characters:,.0f} | {cost / whole:.0%}"
        print(f"| {name.replace('  ', '&nbsp;&nbsp;')} | {told} |")


if __name__ == "__main__":
    main()
