#!/usr/bin/env python3
"""Makes seeds/lexicon/name_chars.txt from machine-labelled sentences.

usage: lists.py SEEDS_LEXICON LABELLED.jsonl.zst …

A line of the labels: {"id": "ARTICLE#SENTENCE", "text", "spans": [[start, end, "ORG|PER|LOC|TITLE", weight]]}. A name is counted where
its weight is at least .7; the list holds characters with counts in steps, and no text.
"""
import collections, json, math, subprocess, sys

KINDS = {"ORG": 0, "PER": 1, "LOC": 2}


def sentences(paths):
    for path in paths:
        unpacked = subprocess.Popen(["zstd", "-dc", "--long=27", path], stdout=subprocess.PIPE)
        for line in unpacked.stdout:
            yield json.loads(line)


def words(path):
    return [line.rstrip("\n").split("\t")[0] for line in open(path, encoding="utf-8") if line.strip() and line[0] != "#"]


def articles(paths):
    """In how many articles each name stands, by kind."""
    where = collections.defaultdict(set)
    for row in sentences(paths):
        article = hash(row["id"].rsplit("#", 1)[0])
        for start, end, kind, weight in row["spans"]:
            if kind in KINDS and weight >= 0.7 and 2 <= end - start <= 20:
                where[row["text"][start:end], KINDS[kind]].add(article)
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for (name, kind), found in where.items():
        counts[name][kind] = len(found)
    return counts


def name_chars(counts, paths, lexicon):
    surnames = words(f"{lexicon}/surnames.txt")
    text = collections.Counter()
    for number, row in enumerate(sentences(paths), 1):
        if number % 4 == 0:
            text.update(row["text"])
    total = sum(text.values())
    first, foreign, given = collections.Counter(), collections.Counter(), [collections.Counter() for _ in range(3)]
    for name, (bodies, people, towns) in counts.items():
        weight = min(people, 3)
        if not weight or bodies > people or towns > people:
            continue
        surname = next((name[:k] for k in (2, 1) if name[:k] in surnames), None)
        if surname and len(name) - len(surname) in (1, 2) and "·" not in name:
            first[surname] += weight
            rest = name[len(surname):]
            for counter, char in zip(given[:1] if len(rest) == 1 else given[1:], rest):
                counter[char] += weight
        elif len(name) >= 4 or "·" in name:
            for char in name:
                foreign[char] += weight

    def step(count, of, char):
        odds = ((count + 0.5) / (of + 1000)) / ((text[char] + 20) / (total + 100_000))
        return max(0, min(9, round(math.log(odds) / 0.8) + 4))

    every = given[0] + given[1] + given[2]
    sums, whole = [sum(counter.values()) for counter in given], sum(every.values())
    han = lambda char: "\u4e00" <= char <= "\u9fff"
    values = {}
    for char in {c for c in words(f"{lexicon}/given_name_chars.txt") if han(c)} | {c for c, n in every.items() if n >= 2 and han(c)}:
        values[char] = [step(given[k][char] + every[char] / whole * sums[k] * 0.2, sums[k] * 1.2, char) for k in range(3)] + [0, 0]
    for char in {c for c in words(f"{lexicon}/transliteration_chars.txt") if han(c)} | {c for c, n in foreign.items() if n >= 3 and han(c)}:
        values.setdefault(char, [0] * 5)[3] = step(foreign[char], sum(foreign.values()), char)
    for char in surnames:
        if len(char) == 1:
            values.setdefault(char, [0] * 5)[4] = step(first[char], sum(first.values()), char)
    return [f"{char}\t{''.join(map(str, value))}" for char, value in sorted(values.items()) if any(value)]


def replace(path, rows):
    """Keeps the first line, which says what the list holds."""
    head = open(path, encoding="utf-8").readline()
    with open(path, "w", encoding="utf-8") as out:
        out.write(head + "\n".join(rows) + "\n")


def main():
    lexicon, *paths = sys.argv[1:]
    counts = articles(paths)
    replace(f"{lexicon}/name_chars.txt", name_chars(counts, paths, lexicon))


main()
