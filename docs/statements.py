"""Writes the excerpt of the statement table in README.md and README.zh.md anew.

    python3 docs/statements.py target/release/shilu
"""

import json
import pathlib
import subprocess
import sys

# Articles of seeds/articles, and mentions of theirs.
ROWS = [
    ("04", "19台"),
    ("04", "214部"),
    ("07", "11万余名"),
    ("07", "87个"),
    ("01", "2.7亿元"),
    ("03", "18.36亿元"),
    ("03", "27.4%"),
    ("06", "45万亩"),
    ("01", "四川省基层统战工作示范点"),
    ("01", "“同心江阳畔”品牌活动"),
    ("07", "第九届全国大学生乡村规划创意大赛"),
    ("02", "看形势既要看短期波动，更要看长期趋势"),
]
COLUMNS = ["kind", "who", "deed", "what", "value", "unit", "change", "time", "time_start", "place", "campaign", "awarder", "text"]


def main(shilu):
    run = subprocess.run([shilu, "extract", "seeds/articles", "--to", "statements.jsonl"], capture_output=True, check=True)
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    page = ["| " + " | ".join(COLUMNS) + " |", "|" + "---|" * len(COLUMNS)]
    for article, text in ROWS:
        row = next((row for row in rows if row["text"] == text and f"/{article}-" in row["article_id"]), None)
        if row is None:
            print(f"{article}: {text} is no statement any more", file=sys.stderr)
            continue
        cells = [str(row[name] if row[name] is not None else "") for name in COLUMNS]
        page.append("| " + " | ".join(cell.replace("T00:00:00", "") for cell in cells) + " |")
    for name in ["README.md", "README.zh.md"]:
        path = pathlib.Path(name)
        before, rest = path.read_text(encoding="utf-8").split("<!-- statements -->\n")
        after = rest.split("<!-- /statements -->\n")[1]
        path.write_text(before + "<!-- statements -->\n" + "\n".join(page) + "\n<!-- /statements -->\n" + after, encoding="utf-8")


main(sys.argv[1])
