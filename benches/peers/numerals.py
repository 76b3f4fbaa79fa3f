#!/usr/bin/env python3
"""How many numbers and amounts of money peers find, and how fast, beside shilu on the same text.

usage: pip install recognizers-text-suite jionlp 'emoji<2' && cargo build --release --features cli
       zstd -dc news.jsonl.zst | benches/peers/numerals.py [--ours target/release/shilu] [--chars 20000]

Reads JSON lines with a "text" each, or plain lines. All read the first CHARS characters, a line a call, in CPU time; ours runs its
whole line (words, names, every kind) and is asked for one kind, over the text many times, since once is over before the clock ticks.
"""
import argparse, json, logging, resource, subprocess, sys, time

TIMES = 40


def texts(lines, limit):
    chars = 0
    for line in lines:
        text = json.loads(line)["text"] if line.startswith("{") else line
        for part in filter(None, (part.strip() for part in text.splitlines())):
            if chars >= limit:
                return
            chars += len(part)
            yield part


def peers():
    import jionlp
    from recognizers_number import recognize_number
    from recognizers_number_with_unit import recognize_currency

    logging.disable()  # JioNLP logs each text that it cannot parse
    yield "number", "Recognizers-Text", lambda line: recognize_number(line, "zh-cn")
    yield "money", "Recognizers-Text", lambda line: recognize_currency(line, "zh-cn")
    yield "money", "JioNLP", lambda line: jionlp.ner.extract_money(line, with_parsing=True)


def theirs(find, lines):
    find("共有3家企业，投资1.2亿元。")  # loads its lists
    found = 0
    begun = time.process_time()
    for line in lines:
        try:
            found += len(find(line) or [])
        except Exception:  # it fails on some texts; they count as read
            pass
    return found, sum(map(len, lines)) / (time.process_time() - begun)


def ours(binary, kind, lines):
    articles = "".join(json.dumps({"id": str(i), "text": line}) + "\n" for i, line in enumerate(lines))

    def run(times):
        command = [binary, "extract", "-", "--from", "jsonl", "--to", "jsonl", "--jobs", "1", "--kinds", kind]
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        out = subprocess.run(command, input=articles * times, capture_output=True, text=True, check=True).stdout
        return out, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before

    out, once = run(1)
    found = sum(len(json.loads(line)["facts"]) for line in out.splitlines())
    return found, (TIMES - 1) * sum(map(len, lines)) / (run(TIMES)[1] - once)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--ours", default="target/release/shilu")
    ap.add_argument("--chars", type=int, default=20_000)
    a = ap.parse_args()
    lines = list(texts(sys.stdin, a.chars))
    rows = [(kind, name, *theirs(find, lines)) for kind, name, find in peers()]
    rows += [(kind, "shilu", *ours(a.ours, kind, lines)) for kind in ("number", "money")]
    for kind, name, found, speed in sorted(rows):
        print(f"{kind:8}{name:20}{found:6} found in {sum(map(len, lines))} characters{speed:14,.0f} characters a second")


if __name__ == "__main__":
    main()
