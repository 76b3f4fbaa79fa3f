#!/usr/bin/env python3
"""The crate's own examples of honors as texts to learn from: one sentence each, which the marked articles seldom are.

    examples.py > /tmp/examples.jsonl       then train-links --roles … --more /tmp/examples.jsonl
"""

import json
import re
from pathlib import Path

FIELDS = ("recipient", "awarder")


def rows(path):
    kind, text = path.stem, None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            given = json.loads(line)
            if text and found:
                start, words = found.pop(0)
                yield text, {"kind": kind, "text": words, "nth": text[:start].count(words)} | {f: given[f] for f in FIELDS if f in given}
        elif line and line[0] not in "#@:!":
            text, found, at = "", [], 0
            for part in re.finditer(r"\[(.*?)\]", line):
                text += line[at : part.start()]
                found.append((len(text), part[1]))
                text += part[1]
                at = part.end()
            text += line[at:]


def main():
    texts = {}
    for text, fact in rows(Path(__file__).resolve().parents[2] / "src/extract/honor.txt"):
        if len(fact) > 3:
            texts.setdefault(text, []).append(fact)
    for number, (text, facts) in enumerate(texts.items()):
        print(json.dumps({"id": f"example-{number}", "text": text, "facts": facts}, ensure_ascii=False))


if __name__ == "__main__":
    main()
