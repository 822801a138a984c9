/* Is what a program wrote only what it meant to write?
 *
 *	inert <BYTES       the bytes are a text of lines
 *	inert -t <BYTES    they are for the terminal type $TERM
 *
 * Takes away what terminfo has for that type, and the few sequences of our own; of the rest no byte
 * may do anything, and no character may be one that is never shown. */
#include "config.h"

#include <unistd.h>

#include <curses.h>

#include "base/sbuf.h"
#include "inert.h"
#include "term/flow.h"

/* From <term.h>, which also defines macros with everyday names. */
int setupterm(const char *term, int fd, int *error);
char *tigetstr(const char *name);
extern const char *const strnames[];

/* ui/term/term_curses.c writes these itself. */
static const char *const own[] = {"\033[?2004h", "\033[?2004l", "\033[?1004h", "\033[?1004l",
				  "\033[?1002h", "\033[?1002l", "\033[?1006h", "\033[?1006l",
				  "\033[22;2t",	 "\033[23;2t",	FLOW_QUESTION};

/* Not written to draw: keys, the bell, tables of characters. */
static bool is_drawn(const char *name)
{
	return *name != 'k' && strcmp(name, "bel") != 0 && strcmp(name, "acsc") != 0 &&
	       strcmp(name, "flash") != 0;
}

static size_t match_digits(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && s[n] >= '0' && s[n] <= '9')
		n++;
	return n;
}

/* One '%' of a capability; *taken says how many bytes it wrote of s. Returns what is after it. */
static const char *match_percent(const char *p, const char *s, size_t len, size_t *taken)
{
	*taken = 0;
	if (*p == 'p' || *p == 'P' || *p == 'g')
		return p + 2;
	if (*p == '{')
		return strchr(p, '}') + 1;
	if (*p == '\'')
		return p + 3;
	if (*p == 'c' || *p == '%')
		*taken = len > 0;
	else if (strchr("d0123", *p))
		for (*taken = match_digits(s, len); *p != 'd';)
			p++;
	return p + 1;
}

/* How many bytes of s the capability wrote; 0: it did not. With conditions it is a colour. */
static size_t match_capability(const char *p, const char *s, size_t len)
{
	size_t at = 0, taken;

	if (strncmp(p, "%p1%c", 5) == 0) /* what is repeated has been written as text */
		p += 5;
	if (strstr(p, "%?"))
		return 0;
	while (*p) {
		if (p[0] == '$' && p[1] == '<') {
			p = strchr(p, '>') + 1;
		} else if (*p == '%') {
			p = match_percent(p + 1, s + at, len - at, &taken);
			at += taken;
		} else if (at < len && s[at] == *p) {
			p++;
			at++;
		} else {
			return 0;
		}
	}
	return at;
}

/* Colours and attributes, whatever their numbers. */
static size_t match_colour(const char *s, size_t len)
{
	size_t n = 2;

	if (len < 3 || s[0] != '\033' || s[1] != '[')
		return 0;
	while (n < len && (strchr(";:", s[n]) || (s[n] >= '0' && s[n] <= '9')) && s[n])
		n++;
	return n < len && s[n] == 'm' ? n + 1 : 0;
}

static size_t match_any(const char *s, size_t len)
{
	size_t best = match_colour(s, len), n;

	for (size_t i = 0; i < LENGTH(own); i++)
		if (strlen(own[i]) <= len && memcmp(s, own[i], strlen(own[i])) == 0)
			best = strlen(own[i]);
	for (size_t i = 0; strnames[i]; i++) {
		const char *cap = is_drawn(strnames[i]) ? tigetstr(strnames[i]) : NULL;
		if (!cap || cap == (char *)-1)
			continue;
		n = match_capability(cap, s, len);
		best = n > best ? n : best;
	}
	return best;
}

/* Only control bytes begin what terminfo knows; text goes on as it is. */
static void strip(const struct sbuf *in, struct sbuf *out)
{
	for (size_t at = 0; at < in->len;) {
		unsigned char c = (unsigned char)in->data[at];
		size_t n = c < ' ' ? match_any(in->data + at, in->len - at) : 0;
		if (!n)
			sbuf_putc(out, in->data[at]);
		at += n ? n : 1;
	}
}

static void read_all(struct sbuf *in)
{
	char bytes[4096];
	size_t n;

	while ((n = fread(bytes, 1, sizeof(bytes), stdin)) > 0)
		sbuf_add(in, bytes, n);
}

/* Says what is wrong, with the bytes up to it. */
static int judge(const struct sbuf *text, bool lines)
{
	for (size_t at = 0, n; at < text->len; at += n) {
		uint32_t cp;
		const char *wrong;
		n = utf8_decode(text->data + at, text->len - at, &cp);
		wrong = lines && cp == '\n' ? NULL : not_inert_char(cp);
		if (!wrong)
			continue;
		printf("%s (%02x) after: ", wrong, (unsigned char)text->data[at]);
		for (size_t i = at > 60 ? at - 60 : 0; i < at + n; i++)
			printf((unsigned char)text->data[i] < ' ' ? "\\%03o" : "%c",
			       (unsigned char)text->data[i]);
		putchar('\n');
		return 1;
	}
	return 0;
}

int main(int argc, char **argv)
{
	bool terminal = argc > 1 && strcmp(argv[1], "-t") == 0;
	struct sbuf in = SBUF_INIT, out = SBUF_INIT;
	int rc;

	read_all(&in);
	if (terminal) {
		if (setupterm(NULL, STDOUT_FILENO, &rc) != 0)
			return 2;
		strip(&in, &out);
	}
	rc = judge(terminal ? &out : &in, !terminal);
	sbuf_free(&in);
	sbuf_free(&out);
	return rc;
}
