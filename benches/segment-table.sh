#!/usr/bin/env bash
# Runs the bench of the segmenter and puts its table between the marks <!-- segment --> and <!-- /segment --> of README.md
# and README.zh.md. SHILU_NEWS names the news to read; the twelve articles of seeds/articles are too few for a steady figure.
set -euo pipefail
cd "$(dirname "$0")/.."

table=$(cargo bench -p benches --bench segment | grep '^|')
for page in README.md README.zh.md; do
    awk -v table="$table" '
        /<!-- \/segment -->/ { inside = 0 }
        !inside { print }
        /<!-- segment -->/ { inside = 1; print table }
    ' "$page" > "$page.new"
    mv "$page.new" "$page"
done
