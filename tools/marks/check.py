#!/usr/bin/env python3
"""Checks a reader's answers and prints them as marks (names) or gold (links and roles, for train-links/places.py).

usage: check.py links|names|roles OUT/NN.jsonl OUT/NN.tsv > NN.out

Every line that cannot be taken is named on standard error; the others are still printed. GUIDE.md says how answers are written.
"""

import json
import sys

FIELDS = ("object", "action", "change", "agent", "time", "place", "campaign")
ROLES = ("who", "by", "time", "place")
CHANGES = {"new", "total", "increase", "decrease", "rate"}
LETTERS = {"O": "organization", "P": "person", "L": "place", "C": "campaign", "E": "event", "H": "honor"}
# A shorter name within a longer one of its group is none of its own.
GROUPS = [{"organization", "person", "place"}, {"campaign", "event"}, {"honor"}]
bad = 0


def complain(line, why):
    global bad
    bad += 1
    print(f"line {line}: {why}", file=sys.stderr)


def places(text, words):
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def answered(rows, answers, fields):
    for line, answer in answers:
        cells = [cell.strip() for cell in answer.split("\t")]
        if len(cells) != 2 + len(fields):
            complain(line, f"{len(cells)} columns, {2 + len(fields)} are wanted")
            continue
        try:
            row = rows[int(cells[0]) - 1]
            fact = row["facts"][int(cells[1]) - 1]
        except (ValueError, IndexError):
            complain(line, f"no such text or number: {cells[:2]}")
            continue
        for field, cell in zip(fields, cells[2:]):
            if cell == "?":
                continue
            given = [None if one in ("-", "") else one for one in cell.split("|")]
            wrong = [one for one in given if one and (one not in CHANGES if field == "change" else one not in row["text"])]
            if wrong:
                complain(line, f"{field}: not in the text: {wrong}")
                continue
            fact[field] = given
        fact["answered"] = True
    for number, row in enumerate(rows, 1):
        left = [at for at, fact in enumerate(row["facts"], 1) if not fact.pop("answered", False)]
        if left:
            complain("end", f"text {number}: numbers without a line: {left}")
        row["facts"] = [fact for at, fact in enumerate(row["facts"], 1) if at not in left]
        if row["facts"]:
            print(json.dumps({"id": row["id"], "text": row["text"], "published": row["published"], "facts": row["facts"]}, ensure_ascii=False))


def within(inner, outer):
    same = any(inner["kind"] in group and outer["kind"] in group for group in GROUPS)
    (a, b), (c, d) = inner["at"], outer["at"]
    return same and c <= a and b <= d and d - c > b - a


def names(rows, answers):
    for row in rows:
        row["added"], row["read"] = [], False
    for line, answer in answers:
        cells = [cell.strip() for cell in answer.split("\t")]
        try:
            row = rows[int(cells[0]) - 1]
        except (ValueError, IndexError):
            complain(line, f"no such text: {cells[:1]}")
            continue
        row["read"] = True
        sign = cells[1] if len(cells) > 1 else ""
        if sign == "ok":
            continue
        if sign[:1] in "-?" and sign[1:].isdigit() and 0 < int(sign[1:]) <= len(row["facts"]):
            row["facts"][int(sign[1:]) - 1]["gone" if sign[0] == "-" else "optional"] = True
        elif sign[:1] == "+" and sign[1:2] in LETTERS and len(cells) >= 3:
            found = list(places(row["text"], cells[2]))
            nth = int(cells[3]) if len(cells) > 3 and cells[3].isdigit() else 0 if len(found) == 1 else None
            if nth is None or nth >= len(found) or not cells[2]:
                complain(line, f"{cells[2]!r} stands {len(found)} times: which one (0 is the first)?")
                continue
            at = [found[nth], found[nth] + len(cells[2])]
            row["added"].append({"kind": LETTERS[sign[1]], "at": at} | ({"optional": True} if sign.endswith("?") else {}))
        else:
            complain(line, f"not understood: {cells[1:]}")
    for number, row in enumerate(rows, 1):
        if not row["read"]:
            complain("end", f"text {number} has no line; write ok where all is right")
            continue
        facts = [fact for fact in row["facts"] if not fact.pop("gone", False)] + row["added"]
        # Of names of one group the longest is the mark; a longer one that may be reported or not leaves the shorter one the same.
        longer = [other for other in facts if not other.get("optional")]
        facts = [fact for fact in facts if not any(within(fact, other) for other in longer)]
        for fact in facts:
            if any(within(fact, other) for other in facts):
                fact["optional"] = True
        for one in row["added"]:
            clash = [f for f in facts if f is not one and f["kind"] == one["kind"] and not within(f, one) and not within(one, f) and f["at"][0] < one["at"][1] and one["at"][0] < f["at"][1]]
            if clash:
                complain("end", f"text {number}: {row['text'][slice(*one['at'])]} overlaps {row['text'][slice(*clash[0]['at'])]}; take one away")
        facts.sort(key=lambda fact: fact["at"])
        mark = {name: row[name] for name in ("file", "article", "chars", "at")}
        print(json.dumps(mark | {"facts": facts}, ensure_ascii=False, separators=(",", ":")))


def main(which, base, path):
    rows = [json.loads(line) for line in open(base, encoding="utf-8")]
    answers = [(n, line.rstrip("\n")) for n, line in enumerate(open(path, encoding="utf-8"), 1) if line.strip()]
    if which == "names":
        names(rows, answers)
    else:
        answered(rows, answers, FIELDS if which == "links" else ROLES)
    print(f"{bad} complaints", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
