#!/usr/bin/env python3
"""Picks stretches of articles that nobody marked yet, and prints them for a reader.

usage: pick.py links|names|roles SHILU CORPUS OUT BATCHES [--chars 16000] [--seed 1] [--with KIND,KIND] [--linked FIELD] [--pool 6]

Writes OUT/NN.txt, what a reader sees, and OUT/NN.jsonl, what check.py needs. SHILU is the command line; CORPUS a folder of
*.jsonl.zst. Texts that are already marked in this way are left out. With --with, a stretch must hold a fact
of one of these kinds, with --linked a quantity that gives this field (place, campaign); --pool is how many times the characters
that are wanted are looked through for them: a rare kind needs 100.
"""

import argparse
import json
import random
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
QUANTITIES = ("count", "measure", "money", "percent")
NAMES = {"organization": "O", "person": "P", "place": "L", "campaign": "C", "event": "E", "honor": "H"}
ROLES = {"quote": "Q", "event": "E", "honor": "H", "campaign": "C"}
MARKS = {"links": "train-links/marks.jsonl", "names": "train-names/marks.jsonl", "roles": "train-links/roles.jsonl"}


def marked(which):
    lines = (HERE.parent / MARKS[which]).read_text(encoding="utf-8").splitlines()
    return {(row["file"], row["article"]) for row in map(json.loads, lines)}


def articles(corpus, skip):
    for packed in sorted(Path(corpus).glob("*.jsonl.zst")):
        file = packed.name.removesuffix(".jsonl.zst")
        lines = subprocess.run(["zstd", "-dc", "--long=27", str(packed)], stdout=subprocess.PIPE, check=True).stdout
        for line in lines.decode().split("\n"):
            if line.strip():
                article = json.loads(line)
                if (file, article["id"]) not in skip:
                    yield file, article


def stretch(text, rng):
    """Some neighbouring paragraphs of 250 to 900 characters, as places in the text."""
    at, paragraphs = 0, []
    for paragraph in text.split("\n"):
        if paragraph.strip():
            paragraphs.append((at, at + len(paragraph)))
        at += len(paragraph) + 1
    # In two of three the beginning of the article, which says who and when.
    first = 0 if rng.random() < 0.67 else rng.randrange(len(paragraphs))
    last = first
    while last + 1 < len(paragraphs) and paragraphs[last][1] - paragraphs[first][0] < 450:
        last += 1
    start, end = paragraphs[first][0], paragraphs[last][1]
    return (start, end) if 60 <= end - start <= 1100 else None


def facts_of(shilu, rows):
    """The facts of each text, their places in code points of the text."""
    texts = "".join(json.dumps({"id": row["id"], "text": row["text"], "published": row["published"]}, ensure_ascii=False) + "\n" for row in rows)
    run = subprocess.run([shilu, "extract", "-", "--from", "jsonl", "--to", "jsonl"], input=texts.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line)["facts"] for line in run.stdout.decode().splitlines()]


def nth(text, words, start):
    return sum(text.startswith(words, at) for at in range(start))


def shown_links(row, facts):
    facts = sorted((f for f in facts if f["kind"] in QUANTITIES), key=lambda f: f["start_char"])
    text, out, at = row["text"], [], 0
    for number, fact in enumerate(facts, 1):
        start, end = fact["start_char"], fact["end_char"]
        out += [text[at:start], f"【{number}:{text[start:end]}】"]
        at = end
    row["facts"] = [{"kind": f["kind"], "text": f["text"], "nth": nth(text, f["text"], f["start_char"])} for f in facts]
    return "".join(out) + text[at:]


def linked(facts, field):
    return not field or any(fact["kind"] in QUANTITIES and fact.get(field) is not None for fact in facts)


def nested(text, facts, letters):
    """The text with every fact in numbered brackets, one within the other where facts are."""
    cuts = []
    for number, fact in enumerate(facts, 1):
        start, end = fact["start_char"], fact["end_char"]
        cuts.append((start, 1, -end, f"【{number}{letters[fact['kind']]}:"))
        cuts.append((end, 0, -start, "】"))
    out, at = [], 0
    for place, _, _, sign in sorted(cuts):
        out += [text[at:place], sign]
        at = place
    return "".join(out) + text[at:]


def shown_names(row, facts):
    facts = sorted((f for f in facts if f["kind"] in NAMES), key=lambda f: (f["start_char"], -f["end_char"]))
    row["facts"] = [{"kind": f["kind"], "at": [f["start_char"], f["end_char"]]} for f in facts]
    return nested(row["text"], facts, NAMES)


def shown_roles(row, facts):
    facts = sorted((f for f in facts if f["kind"] in ROLES), key=lambda f: (f["start_char"], -f["end_char"]))
    row["facts"] = [{"kind": f["kind"], "text": f["text"], "nth": nth(row["text"], f["text"], f["start_char"])} for f in facts]
    return nested(row["text"], facts, ROLES)


SHOWN = {"links": (shown_links, QUANTITIES, 3), "names": (shown_names, NAMES, 3), "roles": (shown_roles, ROLES, 4)}


def main():
    arguments = argparse.ArgumentParser()
    for name in ("which", "shilu", "corpus", "out"):
        arguments.add_argument(name)
    arguments.add_argument("batches", type=int)
    arguments.add_argument("--chars", type=int, default=16000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--with", dest="kinds", default="")
    arguments.add_argument("--linked", default="")
    arguments.add_argument("--pool", type=int, default=6)
    given = arguments.parse_args()
    rng = random.Random(given.seed)
    shown, counted, least = SHOWN[given.which]
    pool = list(articles(given.corpus, marked(given.which)))
    rng.shuffle(pool)
    wanted = set(filter(None, given.kinds.split(",")))
    rows, size, most = [], 0, given.pool * given.batches * given.chars
    for file, article in pool:
        cut = stretch(article["text"], rng) if article["text"].strip() else None
        if cut:
            text = article["text"][slice(*cut)]
            # The trainer of links reads texts without blank lines.
            text = text if given.which == "names" else "\n".join(p for p in text.split("\n") if p.strip())
            published = (article["published"] or "2020-01-01")[:10]
            rows.append({"id": f"{file}/{article['id']}", "file": file, "article": article["id"], "chars": len(article["text"]), "at": cut, "text": text, "published": published})
            size += len(text)
        # A third of the stretches hold enough to be worth a reader's time.
        if size > most:
            break
    kept = []
    for row, facts in zip(rows, facts_of(given.shilu, rows)):
        kinds = [fact["kind"] for fact in facts]
        if sum(kind in counted for kind in kinds) >= least and (not wanted or wanted & set(kinds)) and linked(facts, given.linked):
            row["shown"] = shown(row, facts)
            kept.append(row)
    Path(given.out).mkdir(parents=True, exist_ok=True)
    for batch in range(given.batches):
        size, part = 0, []
        while kept and size < given.chars:
            part.append(kept.pop())
            size += len(part[-1]["text"])
        with open(f"{given.out}/{batch:02}.txt", "w", encoding="utf-8") as page, open(f"{given.out}/{batch:02}.jsonl", "w", encoding="utf-8") as base:
            for number, row in enumerate(part, 1):
                page.write(f"## {number} ({row['published']})\n{row.pop('shown')}\n\n")
                base.write(json.dumps(row, ensure_ascii=False) + "\n")
        print(f"{batch:02}: {len(part)} texts, {size} characters, {sum(len(row['facts']) for row in part)} facts")


if __name__ == "__main__":
    main()
