# Read by the end-to-end tests: the programs as they were built, on a book of their own, on a day that stands
# still, in a terminal that nobody sees. Nothing is waited for by the clock, only for what the screen shows.
# shellcheck shell=sh disable=SC2034
srcdir=$(cd "${srcdir:-.}" && pwd)
bin=$PWD
checks=0 failures=0
day=2026-11-22T10:00:00Z

skip() { echo "skipped: $*"; exit 77; }
need() { for tool; do command -v "$tool" >/dev/null || skip "needs $tool"; done; }

tmp=$(mktemp -d)
bye() { tmux kill-server 2>/dev/null || :; rm -rf "$tmp"; }
trap bye EXIT
trap 'exit 1' HUP INT TERM
book=$tmp/book.db

# Nothing of the person who runs the test gets in.
clean() {
	env -i PATH="$PATH" HOME="$tmp" XDG_DATA_HOME="$tmp" TZ=UTC LANG=C.UTF-8 TERM=tmux-256color \
		${ASAN_OPTIONS:+ASAN_OPTIONS="$ASAN_OPTIONS"} "$@"
}

rapport() { clean "$bin/rapport" --book "$book" --now "$day" "$@"; }
must() { rapport "$@" >/dev/null 2>"$tmp/said" || { cat "$tmp/said"; exit 1; }; }

# ok WORDS COMMAND...: counts a check; the command is to pass.
ok() {
	words=$1
	shift
	checks=$((checks + 1))
	"$@" && return
	failures=$((failures + 1))
	echo "FAILED: $words"
	! tmux has-session 2>/dev/null || screen
}

not() { ! "$@"; }

# The terminal

server=0
tmux() { command tmux -S "$tmp/tmux$server" -f /dev/null "$@"; }

# terminal WxH COMMAND...: shows it in place of what was there.
terminal() {
	size=$1
	shift
	tmux kill-server 2>/dev/null || :
	server=$((server + 1))
	tmux new-session -d -x "${size%x*}" -y "${size#*x}" "exec cat" \; set -g status off \; \
		set -g escape-time 0 \; set -g remain-on-exit on \; set -g window-size manual \; \
		set -g default-terminal tmux-256color
	resize "$size"
	tmux respawn-pane -k env -i PATH="$PATH" HOME="$tmp" TZ=UTC LANG=C.UTF-8 TERM=tmux-256color \
		PS1='ready> ' ${ASAN_OPTIONS:+ASAN_OPTIONS="$ASAN_OPTIONS"} "$@"
}

resize() { tmux resize-window -x "${1%x*}" -y "${1#*x}"; }
screen() { tmux capture-pane -p; }
line() { screen | sed -n "${1}p"; }

# press KEY...: .TEXT is typed as it is; other words are tmux's names of keys.
press() {
	for key; do
		case $key in
		.*) tmux send-keys -l -- "${key#.}" ;;
		*) tmux send-keys -- "$key" ;;
		esac
	done
}

# until_true COMMAND...: within some minutes, which only a test that fails needs.
until_true() {
	for _ in $(seq "${PATIENCE:-3000}"); do
		! "$@" || return 0
		sleep 0.05
	done
	return 1
}

on_screen() { screen | grep -qE -- "$1"; }
off_screen() { ! on_screen "$1"; }
on_line() { line "$1" | grep -qE -- "$2"; }

# The screen is drawn to its end: it stays as it was at the last look.
steady() {
	before=$now
	now=$(screen)
	[ "$now" = "$before" ]
}
now=

# What the screen comes to show, or no longer shows, or shows on one line: an extended regular expression.
shows() { ok "shows $1" until_true on_screen "$1"; }
hides() { ok "hides $1" until_true off_screen "$1"; }
heads() { ok "line 2 shows $1" until_true on_line 2 "$1"; }

# Says the counts as Check says them, for .ci/run to add up.
finish() {
	[ "$checks" -gt 0 ] || exit 1
	echo "$((100 * (checks - failures) / checks))%: Checks: $checks, Failures: $failures, Errors: 0"
	[ "$failures" = 0 ]
}
