# Read by the rule tests: counts checks of a tool on copies of the sources in $tmp.
# shellcheck shell=sh disable=SC2034
srcdir=${srcdir:-.}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
checks=0 failures=0

# ok WORDS COMMAND...: counts a check; the command is to pass.
ok() {
	words=$1
	shift
	checks=$((checks + 1))
	"$@" || { failures=$((failures + 1)); echo "FAILED: $words"; }
}

not() { ! "$@"; }

# refuses BREACH COMMAND...: the command is to fail, and to name the breach.
refuses() {
	breach=$1
	shift
	said=$("$@") && return 1
	echo "$said" | grep -qF "$breach"
}

# copy_with FILE LINE: the sources, with one more line in one file.
copy_with() {
	rm -rf "$tmp/src" "$tmp/ui"
	cp -R "$srcdir/src" "$srcdir/ui" "$srcdir/HACKING" "$tmp"
	chmod -R u+w "$tmp"
	mkdir -p "$tmp/$(dirname "$1")"
	printf '%s\n' "$2" >>"$tmp/$1"
}

# Says the counts as Check says them, for .ci/run to add up.
finish() {
	echo "$((100 * (checks - failures) / checks))%: Checks: $checks, Failures: $failures, Errors: 0"
	[ "$failures" = 0 ]
}
