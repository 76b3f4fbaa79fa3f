#!/usr/bin/env python3
"""Turns answers marked on texts of the corpus into places: marks.jsonl and roles.jsonl hold no text.

    places.py ANSWERS.jsonl CORPUS >> marks.jsonl

ANSWERS are in the form of the gold; each text is some paragraphs of an article of CORPUS, blank ones left out.
"""

import json
import subprocess
import sys
from pathlib import Path

FIELDS = ("object", "action", "change", "agent", "time", "place", "campaign")
ROLES = {"quote": ("who",), "event": ("by", "time", "place"), "honor": ("who", "by"), "campaign": ("by",)}


def occurrences(text, words):
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def place(text, words, start, end):
    """The occurrence of the words nearest to the mention, before it rather than behind."""

    def far(at):
        return start - at - len(words) if at + len(words) <= start else 2 * max(at - end, 0) + 1

    at = min(occurrences(text, words), key=far)
    return [at, at + len(words)]


def answers(text, fact):
    start = list(occurrences(text, fact["text"]))[fact.get("nth", 0)]
    end = start + len(fact["text"])
    row = {"kind": fact["kind"], "at": [start, end]}
    for field in ROLES.get(fact["kind"], FIELDS):
        if field not in fact:
            continue
        given = fact[field]
        words = given if isinstance(given, list) else [None] if given is None else given.split("|")
        row[field] = [w if w is None or field == "change" else place(text, w, start, end) for w in words]
    return row


def main(marked, corpus):
    wanted = {}
    for line in open(marked, encoding="utf-8"):
        row = json.loads(line)
        wanted.setdefault(row["text"].split("\n")[0], []).append(row)
    for packed in sorted(Path(corpus).glob("*.jsonl.zst")):
        file = packed.name.removesuffix(".jsonl.zst")
        lines = subprocess.Popen(["zstd", "-dc", "--long=27", str(packed)], stdout=subprocess.PIPE).stdout
        for line in lines:
            article = json.loads(line)
            paragraphs = [p for p in article["text"].split("\n") if p.strip()]
            for first, paragraph in enumerate(paragraphs):
                for row in wanted.get(paragraph, []):
                    end = first + row["text"].count("\n") + 1
                    if row.get("done") or "\n".join(paragraphs[first:end]) != row["text"]:
                        continue
                    row["done"] = True
                    facts = [answers(row["text"], fact) for fact in row["facts"]]
                    where = {"file": file, "article": article["id"], "paragraphs": [first, end], "chars": len(row["text"])}
                    print(json.dumps({**where, "facts": facts}, ensure_ascii=False, separators=(",", ":")))
    left = [row["id"] for rows in wanted.values() for row in rows if not row.get("done")]
    if left:
        print(f"not in the corpus: {left}", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
