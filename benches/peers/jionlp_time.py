#!/usr/bin/env python3
"""How much faster dates are found and resolved than by JioNLP, on the same text in the same run.

usage: pip install jionlp && cargo build --release --example dates
       zstd -dc news.jsonl.zst | benches/peers/jionlp_time.py [--ours target/release/examples/dates] [--chars 200000] [--every 1]

Reads JSON lines with a "text" each, or plain lines; with --every N only each N-th, so that all of a corpus is met. Both read the
first CHARS characters, once by the article and once by the paragraph, and both resolve what they find (`extract_time` with
parsing, said on one day). CPU time of each process; ours is repeated, for one reading is over within milliseconds.
"""
import argparse, itertools, json, logging, resource, subprocess, sys, time

ROUNDS = 50


def articles(lines, limit):
    chars, taken = 0, []
    for line in lines:
        text = json.loads(line)["text"] if line.startswith("{") else line
        taken.append(text.strip())
        chars += len(text)
        if chars >= limit:
            break
    return taken


def theirs(texts):
    import jionlp
    logging.disable()  # it logs each text that it cannot parse
    said = {"year": 2020, "month": 11, "day": 25}
    jionlp.ner.extract_time("2020年11月25日", time_base=said)  # loads its lists
    found, failed = 0, 0
    begun = time.process_time()
    for text in texts:
        try:
            found += len(jionlp.ner.extract_time(text, time_base=said, with_parsing=True))
        except Exception:  # such a text counts as read
            failed += 1
    return found, failed, time.process_time() - begun


def ours(texts, binary):
    """Our program takes a text a line; within one, line breaks are blanks."""
    given = "\n".join(" ".join(text.split("\n")) for text in texts)

    def run(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        out = subprocess.run([binary, str(rounds)], input=given, capture_output=True, text=True, check=True).stdout
        return out, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before

    _, start = run(0)  # starting and reading the text is not finding its dates
    out, seconds = run(ROUNDS)
    return int(out.split()[0]), 0, (seconds - start) / ROUNDS


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--ours", default="target/release/examples/dates")
    ap.add_argument("--chars", type=int, default=200_000)
    ap.add_argument("--every", type=int, default=1)
    a = ap.parse_args()
    whole = articles(itertools.islice(sys.stdin, 0, None, a.every), a.chars)
    pieces = [part for text in whole for part in map(str.strip, text.split("\n")) if part]
    for name, texts in (("article", whole), ("paragraph", pieces)):
        chars, speeds = sum(map(len, texts)), []
        for who, (found, failed, seconds) in (("JioNLP", theirs(texts)), ("shilu", ours(texts, a.ours))):
            speeds.append(chars / seconds)
            failures = f", {failed} texts failed" if failed else ""
            print(f"by the {name:9} {who:6} {found:6} dates in {chars} characters {speeds[-1]:14,.0f} characters a second{failures}")
        print(f"by the {name:9} ratio  {speeds[1] / speeds[0]:,.0f}")


if __name__ == "__main__":
    main()
