#!/usr/bin/env bash
# Takes the new releases of a project's data, commits them to a branch and opens a pull request that says what they change.
#
# It accepts nothing: `claims.lock` is never committed here, and a run in which it changed ends with an error. What a person pushed onto the
# branch is not written over. Without `gh` the branch is pushed and the text of the pull request is printed.
set -euo pipefail

project=${KNOWNS_PROJECT:-.}
branch=${KNOWNS_BRANCH:-knowns-update}
base=${KNOWNS_BASE:-main}
as_of=${KNOWNS_AS_OF:-}
drafts=${KNOWNS_DRAFTS:-}
subject="Take the new releases of the data"
test -n "$as_of" || as_of=$(date -u +%Y-%m-%d)

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
body=$folder/body.md

# What git says is taken by a statement of its own: within a test a git that fails would count as one that finds nothing.
changes() { git status --porcelain --untracked-files=all -- "$@"; }

say() { echo "$1=$2" >> "${GITHUB_OUTPUT:-/dev/null}"; }

# GitHub refuses a text of more than 65,536 characters: of a longer one, the lines that fit, with what they folded closed.
cut_to_fit() {
  local lines
  lines=$(wc -l < "$body")
  test "$(wc -c < "$body")" -lt 60000 || LC_ALL=C awk -v lines="$lines" '
    { length_so_far += length($0) + 1 }
    length_so_far > 59000 { exit }
    { print; shown++ }
    /^<details>/ { folded = 1 }
    /^<\/details>/ { folded = 0 }
    END {
      if (folded) print "\n</details>"
      printf "\n**This text is longer than GitHub takes: the last %d of its %d lines are left out.** The summary of the run has all of it, and `knowns diff --format markdown` on this branch says what changes.\n", lines - shown, lines
    }' "$body" > "$folder/cut.md"
  test ! -e "$folder/cut.md" || mv "$folder/cut.md" "$body"
}

say changed false
changed=$(changes "$project")
if test -n "$changed"; then
  # They would be committed as a part of the new release.
  echo "the project has changes that are not committed: commit them, put them away, or have git ignore them" >&2
  echo "$changed" >&2
  exit 2
fi

# Where git has no name and mail, those of GitHub's own robot.
for who in AUTHOR COMMITTER; do
  if ! git -c user.useConfigOnly=true var "GIT_${who}_IDENT" > /dev/null 2>&1; then
    export "GIT_${who}_NAME=github-actions[bot]" "GIT_${who}_EMAIL=41898282+github-actions[bot]@users.noreply.github.com"
  fi
done
committer=$(git var GIT_COMMITTER_IDENT | sed 's/>.*/>/')

# The branch is written over, unless somebody else's commit is the last on it and is not in what is checked out.
tip=
pushed=$(git ls-remote origin "refs/heads/$branch")
if test -n "$pushed"; then
  git fetch --quiet --no-tags origin "refs/heads/$branch"
  tip=$(git rev-parse FETCH_HEAD)
  last=$(git log -1 --format='%cn <%ce> %s' "$tip")
  if [[ $last != "$committer $subject"* ]] && ! git merge-base --is-ancestor "$tip" HEAD; then
    echo "the last commit of the branch \`$branch\` was not made here, and would be lost: merge or close its pull request, and delete the branch" >&2
    git log -1 --format='  %h %s (%cn, %cs)' "$tip" >&2
    exit 1
  fi
fi

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

changed=$(changes "$project")
if test -z "$changed"; then
  cat "$body"
  exit 0
fi

# Rules may find that a brief cannot be published so: the pull request is where somebody reads it.
knowns build --project "$project" > "$folder/build.txt" 2>&1 || code=$?
if test "$code" -gt 1; then
  cat "$folder/build.txt" >&2
  exit "$code"
fi
accepted=$(changes "$project/claims.lock")
if test -n "$accepted"; then
  echo "claims.lock was changed, and only a person accepts an edition" >&2
  exit 1
fi

git switch --quiet --force-create "$branch"
git add --all -- "$project"
git commit --quiet --message "$subject (as of $as_of)"
git push --quiet --force-with-lease="$branch:$tip" origin "$branch"
say changed true

title="New releases of the data: $(head -n 1 "$body" | sed 's/^#* *//')"
if command -v gh > /dev/null && test -n "${GH_TOKEN:-}"; then
  cut_to_fit
  if gh pr view "$branch" --json state --jq .state 2> /dev/null | grep -q OPEN; then
    gh pr edit "$branch" --title "$title" --body-file "$body"
  else
    gh pr create --head "$branch" --base "$base" --title "$title" --body-file "$body"
  fi
else
  echo "$title"
  cat "$body"
fi
