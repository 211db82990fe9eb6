#!/usr/bin/env bash
# The steps of action.yml, by name: install, validate, test, documents, evaluate, comment.
#
# Every input comes through the environment and is only ever one argument of a command. What is checked may come from a
# stranger's fork: nothing of it is run, and what is printed about it cannot speak to the runner.
set -euo pipefail

home=${RUNNER_TEMP:?}/slakit
slakit=$home/bin/slakit
[ -d "$home/Scripts" ] && slakit=$home/Scripts/slakit.exe # Windows

die() {
  printf '::error title=slakit::%s\n' "$1"
  exit 2
}

# The lines of a list into the array `listed`, blank ones left out.
list() {
  listed=()
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    [ -z "${line//[[:space:]]/}" ] || listed+=("$line")
  done <<<"$1"
}

# Run slakit. Its notes name files as they are called: they are shown where the runner takes no commands.
run() {
  local code=0 notes token
  notes=$(mktemp "$RUNNER_TEMP/notes.XXXXXX")
  "$slakit" "$@" 2>"$notes" || code=$?
  if [ -s "$notes" ]; then
    token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '::stop-commands::%s\n' "$token"
    cat "$notes"
    printf '::%s::\n' "$token"
  fi
  rm -f "$notes"
  return "$code"
}

# Into a place of its own, from elsewhere than the checkout, so that no file there is mistaken for a part of Python.
install() {
  local what=${GITHUB_ACTION_PATH:?}
  if [ -n "${SLAKIT_VERSION:-}" ]; then
    [[ $SLAKIT_VERSION =~ ^[0-9]+(\.[0-9]+)*((a|b|rc)[0-9]+)?$ ]] || die "the input 'version' is not a version such as 0.1.0"
    what=slakit==$SLAKIT_VERSION
  fi
  cd "$RUNNER_TEMP"
  "${SLAKIT_PYTHON:-python3}" -I -m venv "$home"
  local python=$home/bin/python
  [ -d "$home/Scripts" ] && python=$home/Scripts/python.exe
  "$python" -I -m pip install --quiet --disable-pip-version-check "$what"
}

validate() {
  run validate --format github -- "${paths[@]}"
}

test_() {
  run test --format github -- "${paths[@]}"
}

documents() {
  run render --check --format github -- "${paths[@]}"
}

evaluate() {
  local options=() log
  list "${SLAKIT_EVENTS:?}"
  for log in ${listed[@]+"${listed[@]}"}; do options+=(--events "$log"); done
  [ -z "${SLAKIT_PEOPLE:-}" ] || options+=(--people "$SLAKIT_PEOPLE")
  [ -z "${SLAKIT_AS_OF:-}" ] || options+=(--as-of "$SLAKIT_AS_OF")
  list "${SLAKIT_AGREEMENT:-}"
  [ "${#listed[@]}" -gt 0 ] || die "the input 'events' needs the input 'agreement': which one is to be judged"
  run evaluate --format github "${options[@]}" -- "${listed[@]}"
}

# Everything once more as Markdown, in one file that fits a comment; it fails nothing, the other steps have.
comment() {
  local file=$RUNNER_TEMP/slakit-comment.md
  printf '<!-- slakit -->\n' >"$file"
  if say "$file" validate; then
    [ "${SLAKIT_SCENARIOS:-true}" != true ] || say "$file" test || true
    [ "${SLAKIT_DOCUMENTS:-true}" != true ] || stale "$file"
  fi
  printf 'comment=%s\n' "$file" >>"${GITHUB_OUTPUT:?}"
}

# Add to the file $1 what the rest of the arguments, a verb and its options, finds; its exit code.
say() {
  local file=$1 code=0 part
  shift
  part=$("$slakit" "$@" --format markdown -- "${paths[@]}" 2>/dev/null) || code=$?
  if [ $(($(wc -m <"$file") + ${#part})) -gt 65000 ]; then
    part="What 'slakit $1' found is too long for a comment: see the summary of the run."
  fi
  printf '\n%s\n' "$part" >>"$file"
  return "$code"
}

# Add to the file $1 which documents are stale; nothing where all are current.
stale() {
  if ! "$slakit" render --check --format markdown -- "${paths[@]}" >/dev/null 2>&1; then
    say "$1" render --check || true
  fi
}

list "${SLAKIT_PATHS:-.}"
paths=(${listed[@]+"${listed[@]}"}) # an empty list is unknown to the bash of macOS
[ "${#paths[@]}" -gt 0 ] || paths=(.)

case ${1-} in
  install | validate | documents | evaluate | comment) "$1" ;;
  test) test_ ;;
  *) die "there is no step '${1-}'" ;;
esac
