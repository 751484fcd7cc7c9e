#!/usr/bin/env bash
# Takes the new releases of a project's data, commits them to a branch and opens a pull request that says what they change.
#
# It accepts nothing: `claims.lock` is never committed here, and a run in which it changed ends with an error. Without `gh` the branch is
# pushed and the text of the pull request is printed.
set -euo pipefail

project=${KNOWNS_PROJECT:-.}
branch=${KNOWNS_BRANCH:-knowns-update}
base=${KNOWNS_BASE:-main}
as_of=${KNOWNS_AS_OF:-}
drafts=${KNOWNS_DRAFTS:-}
test -n "$as_of" || as_of=$(date -u +%Y-%m-%d)

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
body=$folder/body.md

say() { echo "$1=$2" >> "${GITHUB_OUTPUT:-/dev/null}"; }

say changed false
arguments=(update --project "$project" --all --as-of "$as_of" --format markdown)
test -z "$drafts" || arguments+=(--drafts "$drafts")
code=0
knowns "${arguments[@]}" > "$body" || code=$?
cat "$body" >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
if test "$code" -ne 0; then
  # What stands in the way is for a person: nothing was written.
  cat "$body"
  exit "$code"
fi

if test -z "$(git status --porcelain -- "$project")"; then
  cat "$body"
  exit 0
fi

# Rules may find that a brief cannot be published so: the pull request is where somebody reads it.
knowns build --project "$project" > "$folder/build.txt" 2>&1 || true
if test -n "$(git status --porcelain -- "$project/claims.lock")"; then
  echo "claims.lock was changed, and only a person accepts an edition" >&2
  exit 1
fi

git switch --quiet --force-create "$branch"
git add --all -- "$project"
git commit --quiet --message "Take the new releases of the data (as of $as_of)"
git push --quiet --force origin "$branch"
say changed true

title="New releases of the data: $(head -n 1 "$body" | sed 's/^#* *//')"
if command -v gh > /dev/null && test -n "${GH_TOKEN:-}"; then
  if gh pr view "$branch" --json state --jq .state 2> /dev/null | grep -q OPEN; then
    gh pr edit "$branch" --title "$title" --body-file "$body"
  else
    gh pr create --head "$branch" --base "$base" --title "$title" --body-file "$body"
  fi
else
  echo "$title"
  cat "$body"
fi
