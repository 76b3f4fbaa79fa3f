#!/usr/bin/env python3
"""Scores extracted facts against texts that you have marked yourself.

usage: score.py GOLD.jsonl [--pred PRED.jsonl | --cmd 'COMMAND']
                [--kinds date,count] [--show N] [--json]

COMMAND reads one JSON object {"id", "text", "published"} a line on standard input and writes one {"id", "facts": [...]} a line; the
default is `target/release/shilu extract --from jsonl --to jsonl`. PRED.jsonl holds such output. --show N prints up to N errors of each
sort; --json prints one object.

GOLD.jsonl has one object a line: {"id", "text", "published", "facts": [{"kind", "text", "nth", "alt", "optional", ...fields}]}.
- `text` is the mention; `nth` says which occurrence in the article, from 0; `alt` lists other mentions that are as good.
- Any other field of a fact is a value to compare, such as "value": "98" or "type": "company". A reference (agent, place ...) is given by
  the text it points to. `|` separates kinds or values that are equally right.
- "optional": true: may be reported or not. An article's "kinds" are the only ones scored in it; with "partial": true what else is
  reported is not counted against.

A mention is found if kind and span are exact; for campaigns and events, if the name is equal and the spans overlap. What is nested inside
a longer name is neither required nor counted against. F1+values counts a mention only if every value given is equal too.
"""
import argparse, collections, json, shlex, subprocess, sys
from decimal import Decimal, InvalidOperation

BY_NAME = {"campaign", "event"}
NUMERIC = {"value", "lower", "upper"}
NAMES = {"organization", "campaign", "event", "document", "honor", "place"}  # what is nested inside these is not scored
NOT_FIELDS = {"kind", "text", "nth", "alt", "optional", "note"}
QUOTES = "“”‘’\"'「」『』《》<>"


def load(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def locate(text, needle, nth):
    at = -1
    for _ in range((nth or 0) + 1):
        at = text.find(needle, at + 1)
        if at < 0:
            raise ValueError(f"gold text {needle!r} (nth {nth}) is not in the article")
    return at, at + len(needle)


def plain(value):
    return "".join(c for c in str(value) if c not in QUOTES and not c.isspace()).replace(",", "，")


def same_number(a, b):
    try:
        return Decimal(str(a)) == Decimal(str(b))
    except InvalidOperation:
        return str(a) == str(b)


def refers(got, want, facts_by_id):
    """A reference field: the gold names the text or name that it points to."""
    if isinstance(got, dict):
        return any(plain(want) == plain(v) for k, v in got.items() if k in ("text", "name") and v)
    fact = facts_by_id.get(str(got))
    candidates = [got] if fact is None else [fact.get("text"), fact.get("name")]
    return any(c and plain(c) == plain(want) for c in candidates)


def field_equal(field, got, want, facts_by_id):
    if want is None or got is None:
        return want is None and got is None
    if field == "roles":  # with or without the body in front: 区新联会会长, 会长; none besides
        same = lambda g, w: plain(w).endswith(plain(g)) or plain(g).endswith(plain(w))
        return all(any(same(g, w) for g in got) for w in want) and all(any(same(g, w) for w in want) for g in got)
    if isinstance(want, list):
        have = got if isinstance(got, list) else [got]
        return all(any(field_equal(field, g, w, facts_by_id) for g in have) for w in want)
    if field in NUMERIC:
        return same_number(got, want)
    if isinstance(want, str) and "|" in want:
        return any(field_equal(field, got, w, facts_by_id) for w in want.split("|"))
    if field == "object":
        a, b = plain(got), plain(want)
        return a == b or (min(len(a), len(b)) >= 2 and (a.endswith(b) or b.endswith(a)))
    if field in ("start", "end"):  # a day, or an instant of it: compare what the gold gives
        return str(got)[: len(str(want))] == str(want)
    if isinstance(want, bool) or isinstance(got, bool):
        return got == want
    return plain(got) == plain(want) or refers(got, want, facts_by_id)


def score(gold, pred, kinds):
    tally = collections.defaultdict(collections.Counter)
    fields = collections.defaultdict(collections.Counter)
    errors = collections.defaultdict(list)
    whole = {}
    pred_by_id = {str(p.get("id")): p for p in pred}
    for article in gold:
        text = article["text"]
        before = sum(map(len, errors.values()))
        got = pred_by_id.get(str(article["id"]))
        if got is None:
            errors["no output"].append(str(article["id"]))
            got = {"facts": []}
        facts = got["facts"]
        for field, want in article.get("metadata", {}).items():
            fields["metadata", field]["n"] += 1
            value = (got.get("metadata") or {}).get(field)
            if field_equal(field, value, want, {}) or (field == "published" and str(value)[:16] == str(want)[:16]):
                fields["metadata", field]["ok"] += 1
            else:
                errors[f"value metadata.{field}"].append(f"{article['id']} got {value!r} want {want!r}")
        by_ref = {str(f["id"]): f for f in facts if "id" in f}
        spans = [(f["start_char"], f["end_char"]) for f in facts]
        for f, (s, e) in zip(facts, spans):
            if text[s:e] != f["text"]:
                errors["span and text differ"].append(f"{article['id']} {f['kind']} {f['text']!r} != {text[s:e]!r}")
        used = set()
        wanted = []
        for g in article["facts"]:
            s, e = locate(text, g["text"], g.get("nth"))
            wanted.append((g, s, e, set(g["kind"].split("|"))))
        names = [(s, e) for g, s, e, k in wanted if k & NAMES]
        for g, s, e, alternatives in sorted(wanted, key=lambda w: bool(w[0].get("optional"))):
            kind = g["kind"].split("|")[0]
            if kinds and kind not in kinds:
                continue
            hit = None
            for i, f in enumerate(facts):
                if i in used or f["kind"] not in alternatives:
                    continue
                fs, fe = spans[i]
                if alternatives & BY_NAME:
                    names_ok = {plain(n) for n in (g.get("name") or g["text"]).split("|")}
                    ok = fs < e and s < fe and plain(f.get("name") or f["text"]) in names_ok
                else:
                    ok = (fs, fe) == (s, e) or (fs < e and s < fe and f["text"] in g.get("alt", ()))
                if ok:
                    hit = i
                    break
            if hit is not None:
                used.add(hit)
            if g.get("optional"):
                continue
            tally[kind]["gold"] += 1
            if hit is None:
                near = [f"{f['kind']}:{f['text']}" for f, (fs, fe) in zip(facts, spans) if fs < e and s < fe]
                errors[f"missed {kind}"].append(f"{article['id']} {g['text']!r} overlapping: {near}")
                continue
            tally[kind]["hit"] += 1
            right = True
            for field, want in g.items():
                if field in NOT_FIELDS:
                    continue
                fields[kind, field]["n"] += 1
                value = facts[hit].get(field)
                if field_equal(field, value, want, by_ref):
                    fields[kind, field]["ok"] += 1
                else:
                    right = False
                    errors[f"value {kind}.{field}"].append(f"{article['id']} {g['text']!r} got {value!r} want {want!r}")
            tally[kind]["right"] += right
        gold_kinds = {k for g, *_ in wanted for k in g["kind"].split("|")} | set(article.get("kinds", []))
        for i, f in enumerate(() if article.get("partial") else facts):
            kind = f["kind"]
            if i in used or (kinds and kind not in kinds) or (article.get("kinds") and kind not in gold_kinds):
                continue
            fs, fe = spans[i]
            if any(s <= fs and fe <= e and (s, e) != (fs, fe) for s, e in names) or f.get("article"):
                continue
            if any(g.get("optional") and kind in k and fs < e and s < fe for g, s, e, k in wanted):
                continue
            tally[kind]["extra"] += 1
            errors[f"extra {kind}"].append(f"{article['id']} {f['text']!r}")
        whole[article["id"]] = sum(map(len, errors.values())) == before
    return tally, fields, errors, whole


def ratios(c):
    p = c["hit"] / (c["hit"] + c["extra"]) if c["hit"] + c["extra"] else 0.0
    r = c["hit"] / c["gold"] if c["gold"] else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    full_p = c["right"] / (c["hit"] + c["extra"]) if c["hit"] + c["extra"] else 0.0
    full_r = c["right"] / c["gold"] if c["gold"] else 0.0
    full = 2 * full_p * full_r / (full_p + full_r) if full_p + full_r else 0.0
    return p, r, f, full


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold")
    ap.add_argument("--pred")
    ap.add_argument("--cmd", default="target/release/shilu extract --from jsonl --to jsonl")
    ap.add_argument("--kinds", default="")
    ap.add_argument("--show", type=int, default=0)
    ap.add_argument("--json", action="store_true")
    a = ap.parse_args()
    gold = load(a.gold)
    if a.pred:
        pred = load(a.pred)
    else:
        lines = "".join(
            json.dumps({k: g[k] for k in ("id", "text", "published") if g.get(k) is not None}, ensure_ascii=False) + "\n"
            for g in gold)
        run = subprocess.run(shlex.split(a.cmd), input=lines.encode(), stdout=subprocess.PIPE)
        if run.returncode != 0:
            sys.exit(f"score: {a.cmd!r} exited {run.returncode}")
        pred = [json.loads(line) for line in run.stdout.decode().splitlines() if line.strip()]
    kinds = {k for k in a.kinds.split(",") if k}
    tally, fields, errors, whole = score(gold, pred, kinds)
    total = collections.Counter()
    for c in tally.values():
        total.update(c)
    if a.json:
        meta = [c for (kind, _), c in fields.items() if kind == "metadata"]
        tally["whole"].update(gold=len(whole), hit=sum(whole.values()))
        tally["metadata"].update(gold=sum(c["n"] for c in meta), hit=sum(c["ok"] for c in meta))
        table = {k: dict(zip(("p", "r", "f1", "full_f1"), map(lambda x: round(x, 4), ratios(c))), **c) for k, c in [*sorted(tally.items()), ("all", total)]}
        print(json.dumps({**table, "fields": {f"{k}.{f}": [c["ok"], c["n"]] for (k, f), c in sorted(fields.items())}}, ensure_ascii=False))
        return
    print(f"{'kind':14}{'gold':>6}{'hit':>6}{'extra':>7}{'P':>8}{'R':>8}{'F1':>8}{'F1+values':>11}")
    for kind, c in [*sorted(tally.items()), ("all", total)]:
        p, r, f, full = ratios(c)
        print(f"{kind:14}{c['gold']:6}{c['hit']:6}{c['extra']:7}{p:8.3f}{r:8.3f}{f:8.3f}{full:11.3f}")
    for (kind, field), c in sorted(fields.items()):
        print(f"  {kind}.{field}: {c['ok']}/{c['n']}")
    print(f"wholly right: {sum(whole.values())} of {len(whole)} texts")
    if a.show:
        for sort, rows in sorted(errors.items()):
            print(f"-- {sort} ({len(rows)})")
            for row in rows[: a.show]:
                print("   " + row)


if __name__ == "__main__":
    main()
