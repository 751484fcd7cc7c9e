#!/usr/bin/env bash
# Prints projects of every kind, with Typst and with Chromium, each twice: the bytes must be the same, and a checker of PDF/UA must find
# nothing in what Typst made.
#
# Usage: tests/pdf/print.sh KNOWNS TYPST OUTLOUD, from the root of the repository
set -euo pipefail
# What is searched is read to its end (no `grep -q`): whoever writes into a closed pipe fails.
knowns=$(realpath "$1") typst=$(realpath "$2") outloud=$(realpath --no-symlinks "$3")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Prints a project twice into a folder of its own.
twice() {
  local project=$1 with=$2 printed=$3
  rm -rf "$project/pdf"
  "$knowns" --project "$project" pdf --drafts --with "$with" >"$folder/said" 2>&1 || { cat "$folder/said"; exit 1; }
  mv "$project/pdf" "$printed"
  # In another second than the first time.
  sleep 1
  "$knowns" --project "$project" pdf --drafts --with "$with" >/dev/null 2>&1
  diff -r "$printed" "$project/pdf"
}

# Our own briefs, as they are published.
mkdir "$folder/ours"
cp -r claims.yaml claims claims.lock data figures templates reports "$folder/ours/"
# Briefs with charts, tables, small counts, words that look like markup, in Spanish.
for brief in tests/briefs/*/; do
  cp -r "$brief" "$folder/$(basename "$brief")"
  "$knowns" --project "$folder/$(basename "$brief")" build >/dev/null
done
# An accepted edition with a draft of the next beside it, and a brief that was withdrawn.
for name in drafted withdrawn; do
  mkdir "$folder/$name"
  cp -r tests/briefs/smallest/claims.yaml tests/briefs/smallest/data "$folder/$name/"
  "$knowns" --project "$folder/$name" accept --yes >/dev/null
done
sed -i 's/trafficked?/trafficked, and who counts them?/' "$folder/drafted/claims.yaml"
"$knowns" --project "$folder/drafted" build >/dev/null
"$knowns" --project "$folder/withdrawn" accept border-november --kind withdrawal --note "The record is being revised." >/dev/null

for project in "$folder"/*/; do
  name=$(basename "$project")
  twice "$project" "$typst" "$folder/$name-typst"
  # A heading that is repeated at the top of a page is said once: whoever listens has heard it. An address that an author wrote as
  # words is no link. Typst paints the cells of a table that runs over pages in an order of its own; who listens hears the order of the
  # tags, which is that of the page.
  "$outloud" --quiet --fail-on warning --skip TAG-002,LNK-010,ORD-001 "$folder/$name-typst"/*.pdf
done
ls "$folder"/drafted-typst/*.draft.pdf >/dev/null
pdftotext "$folder/withdrawn-typst/border-november.pdf" - | grep 'no longer be relied on' >/dev/null
# Words that look like markup are words.
pdftotext -raw "$folder/words-that-look-like-markup-typst/stop-signs.pdf" - | tr -d '\n ' | grep -F '<i>Sign</i>Desk(www.signs.example/<imgsrc=x>)' >/dev/null

for name in charts drafted; do
  twice "$folder/$name" chromium "$folder/$name-chromium"
  for printed in "$folder/$name-chromium"/*.pdf; do
    pdfinfo "$printed" 2>/dev/null | grep '^Tagged: *yes' >/dev/null
    pdfinfo "$printed" 2>/dev/null | grep '^CreationDate: .*2025' >/dev/null
  done
done
echo "$(find "$folder" -name '*.pdf' -path '*-typst/*' | wc -l) PDFs printed with Typst, $(find "$folder" -name '*.pdf' -path '*-chromium/*' | wc -l) with Chromium, each the same twice"
