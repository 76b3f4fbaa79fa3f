#!/usr/bin/env bash
# Runs the bench of the segmenter and puts its table between the marks of README.md: <!-- segment --> … <!-- /segment -->.
set -euo pipefail
cd "$(dirname "$0")/.."

table=$(cargo bench --bench segment | grep '^|')
awk -v table="$table" '
    /<!-- \/segment -->/ { inside = 0 }
    !inside { print }
    /<!-- segment -->/ { inside = 1; print table }
' README.md > README.md.new
mv README.md.new README.md
