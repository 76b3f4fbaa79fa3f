#!/usr/bin/env python3
"""How much faster dates are found and resolved than by JioNLP, on the same text in the same run.

usage: pip install jionlp && cargo build --release --example dates
       zstd -dc news.jsonl.zst | benches/peers/jionlp_time.py [--ours target/release/examples/dates] [--chars 20000]

Reads JSON lines with a "text" each, or plain lines. JioNLP (`extract_time` with parsing) reads the first CHARS characters, since it
needs minutes for what takes us a millisecond; ours reads all of them. Both are CPU time.
"""
import argparse, json, logging, resource, subprocess, sys, time


def texts(lines):
    for line in lines:
        text = json.loads(line)["text"] if line.startswith("{") else line
        yield from filter(None, (part.strip() for part in text.splitlines()))


def theirs(lines, limit):
    import jionlp
    logging.disable()  # it logs each text that it cannot parse
    jionlp.ner.extract_time("2020年11月25日", time_base=time.time())  # loads its lists
    chars, found = 0, 0
    begun = time.process_time()
    for line in lines:
        if chars >= limit:
            break
        chars += len(line)
        try:
            found += len(jionlp.ner.extract_time(line, time_base={"year": 2020, "month": 11, "day": 25}, with_parsing=True))
        except Exception:  # it fails on some texts; they count as read
            pass
    return found, chars / (time.process_time() - begun)


def ours(lines, binary):
    def run(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        out = subprocess.run([binary, str(rounds)], input="\n".join(lines), capture_output=True, text=True, check=True).stdout
        return out, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before

    _, reading = run(0)  # reading the text is not finding its dates
    out, seconds = run(4)
    return int(out.split()[0]), 4 * sum(map(len, lines)) / (seconds - reading)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--ours", default="target/release/examples/dates")
    ap.add_argument("--chars", type=int, default=20_000)
    a = ap.parse_args()
    lines = list(texts(sys.stdin))
    found, slow = theirs(lines, a.chars)
    print(f"JioNLP  {found:7} dates in the first {a.chars} characters  {slow:12,.0f} characters a second")
    found, fast = ours(lines, a.ours)
    print(f"shilu   {found:7} dates in all                        {fast:12,.0f} characters a second")
    print(f"ratio   {fast / slow:,.0f}")


if __name__ == "__main__":
    main()
