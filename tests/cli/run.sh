# Read by the tests of the command line: what `rapport` prints, says and returns, on a book of its own in
# $tmp, on a day that stands still.
# shellcheck shell=sh disable=SC2034
srcdir=${srcdir:-.}
bin=$PWD
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export LC_ALL=C.UTF-8 TZ=UTC HOME="$tmp" XDG_DATA_HOME="$tmp/data" XDG_CONFIG_HOME="$tmp/config"
unset LANGUAGE RAPPORT_STORE NO_COLOR 2>/dev/null || true
checks=0 failures=0

rapport() { "$bin/rapport" --book "$tmp/book.db" --now 2026-11-22T10:00:00Z "$@"; }

fail() {
	failures=$((failures + 1))
	echo "FAILED: rapport $*"
}

# run STATUS WORD...: runs it and keeps $tmp/out and $tmp/err; complains about another status.
run() {
	wanted=$1 status=0
	shift
	checks=$((checks + 1))
	rapport "$@" >"$tmp/out" 2>"$tmp/err" </dev/null || status=$?
	[ "$status" = "$wanted" ] && return
	fail "$*" "(status $status instead of $wanted)"
	cat "$tmp/err"
	return 1
}

# prints STATUS WORD... <<END: standard output is exactly what follows.
prints() {
	cat >"$tmp/wanted"
	run "$@" || return 0
	shift
	diff -u "$tmp/wanted" "$tmp/out" || fail "$*"
}

# says STATUS TEXT WORD...: standard error has the text in it, standard output nothing.
says() {
	wanted_status=$1 text=$2
	shift 2
	run "$wanted_status" "$@" || return 0
	grep -qF -- "$text" "$tmp/err" && ! [ -s "$tmp/out" ] && return
	fail "$*" "(does not say: $text)"
	cat "$tmp/err"
}

# does WORD...: it is done.
does() { run 0 "$@" || true; }

# same WHAT A B: two files are the same.
same() {
	checks=$((checks + 1))
	diff -u "$2" "$3" || fail "$1"
}

# Says the counts as Check says them, for .ci/run to add up.
finish() {
	echo "$((100 * (checks - failures) / checks))%: Checks: $checks, Failures: $failures, Errors: 0"
	[ "$failures" = 0 ]
}
