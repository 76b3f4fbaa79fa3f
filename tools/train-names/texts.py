#!/usr/bin/env python3
"""Prints marked excerpts with their texts, for train-claims --more.

usage: texts.py MARKS.jsonl CORPUS > with-texts.jsonl

A line of the marks holds places and no text: {"file", "article", "chars", "at": [start, end], "facts": [{"kind", "at", "name", "alt", "optional"}]}.
The excerpt is that stretch of that article (of that length, for an id may stand twice) of CORPUS/FILE.jsonl.zst, in code points;
a fact's places count from the excerpt's start, `name` lists those of each name that is as good, `alt` those of other stretches.
"""
import json, subprocess, sys

marks, corpus = sys.argv[1:]
wanted = {}
for line in open(marks, encoding="utf-8"):
    mark = json.loads(line)
    wanted.setdefault(mark["file"], {}).setdefault((mark["article"], mark["chars"]), []).append(mark)
number = 0
for file, articles in sorted(wanted.items()):
    unpacked = subprocess.run(["zstd", "-dc", "--long=27", f"{corpus}/{file}.jsonl.zst"], stdout=subprocess.PIPE, check=True)
    for line in unpacked.stdout.decode().split("\n"):
        if not line.strip():
            continue
        article = json.loads(line)
        for mark in articles.get((article["id"], len(article["text"])), ()):
            text = article["text"][slice(*mark["at"])]
            facts = []
            for fact in mark["facts"]:
                start, end = fact["at"]
                words = text[start:end]
                nth = sum(text.startswith(words, at) for at in range(start))
                names = "|".join(text[slice(*name)] for name in fact.get("name", []))
                alt = [text[slice(*other)] for other in fact.get("alt", [])]
                optional = {"optional": True} if fact.get("optional") else {}
                facts.append({"kind": fact["kind"], "text": words, "nth": nth} | optional | ({"name": names} if names else {}) | ({"alt": alt} if alt else {}))
            print(json.dumps({"id": f"x{number:03}", "text": text, "facts": facts}, ensure_ascii=False))
            number += 1
