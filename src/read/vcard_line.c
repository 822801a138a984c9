#include "read/vcard_line.h"

#include <ctype.h>

#include "base/intl.h"
#include "base/utf8.h"

/* Unfolding */

/* The file's next line without its end, which is LF, CR LF, CR, or what a broken transfer made of it. */
static struct vcard_part physical(struct vcard_lines *l)
{
	struct vcard_part part = { l->data + l->at, 0 };
	size_t end;

	while (l->at < l->len && l->data[l->at] != '\n' && l->data[l->at] != '\r')
		l->at++;
	part.len = (size_t)(l->data + l->at - part.at);
	for (end = l->at; end < l->len && l->data[end] == '\r'; end++)
		;
	if (end < l->len && l->data[end] == '\n')
		l->at = end + 1;
	else
		l->at += l->at < l->len;
	l->line++;
	return part;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* Looks on for the colon behind name and parameters; one within quotes is a parameter's. */
static void look_for_colon(struct vcard_lines *l)
{
	const char *text = sbuf_text(&l->text);

	for (; l->colon == SIZE_MAX && l->looked < l->text.len; l->looked++) {
		if (text[l->looked] == '"')
			l->in_quotes = !l->in_quotes;
		else if (text[l->looked] == ':' && !l->in_quotes)
			l->colon = l->looked;
	}
}

/* Whether the head so far says it, in any case. */
static bool head_says(const struct vcard_lines *l, const char *word)
{
	const char *text = sbuf_text(&l->text);
	size_t n = strlen(word);

	for (size_t i = 0; l->colon != SIZE_MAX && i + n <= l->colon; i++)
		if ((text[i] == ';' || text[i] == '=') && !strncasecmp(text + i + 1, word, n))
			return true;
	return false;
}

static bool is_base64_line(struct vcard_part p)
{
	for (size_t i = 0; i < p.len; i++)
		if (!isalnum((unsigned char)p.at[i]) && !strchr("+/=", p.at[i]))
			return false;
	return p.len > 0;
}

/* The next line belongs to this one without saying so: some programs do not indent their base64. */
static bool runs_on(struct vcard_lines *l)
{
	struct vcard_lines ahead = *l;

	return is_base64_line(physical(&ahead));
}

/* A picture within its address: "data:image/png;base64,...". */
static bool is_data_uri(const struct vcard_lines *l)
{
	static const char *const carriers[] = { "PHOTO", "LOGO", "SOUND", "KEY" };
	const char *text = sbuf_text(&l->text);
	const char *dot = l->colon == SIZE_MAX ? NULL : memchr(text, '.', l->colon);
	const char *name = dot ? dot + 1 : text;

	if (l->colon == SIZE_MAX || strncasecmp(text + l->colon + 1, "data:", 5) != 0)
		return false;
	for (size_t i = 0; i < LENGTH(carriers); i++)
		if (!strncasecmp(name, carriers[i], strlen(carriers[i])))
			return true;
	return false;
}

static void add_piece(struct vcard_lines *l, struct vcard_part piece, size_t *dropped)
{
	if (l->text.len + piece.len > VCARD_VALUE_MAX)
		*dropped += piece.len;
	else
		sbuf_add(&l->text, piece.at, piece.len);
	look_for_colon(l);
}

/* What the head says about the value, once it is whole; a picture's own address, once that has begun. */
static void look_at_head(const struct vcard_lines *l, bool *looked, struct vcard_line *out)
{
	if (l->colon == SIZE_MAX)
		return;
	if (!*looked) {
		out->binary = head_says(l, "BASE64") || head_says(l, "B;") || head_says(l, "B:");
		out->printable = head_says(l, "QUOTED-PRINTABLE");
		*looked = true;
	}
	if (l->text.len - l->colon < 100)
		out->binary |= is_data_uri(l);
}

/* Gathers a line and what is folded onto it. Pictures are passed over, not kept. How many bytes were not
 * kept. */
static size_t gather(struct vcard_lines *l, struct vcard_line *out)
{
	size_t dropped = 0;
	bool looked = false;

	add_piece(l, physical(l), &dropped);
	look_at_head(l, &looked, out);
	while (l->at < l->len) {
		const char *text = sbuf_text(&l->text);
		bool soft = out->printable && l->text.len && text[l->text.len - 1] == '=';
		bool folded = is_space(l->data[l->at]);
		struct vcard_part piece;

		if (!soft && !folded && !(out->binary && runs_on(l)))
			break;
		piece = physical(l);
		if (soft)
			l->text.data[--l->text.len] = '\0';
		else if (folded && !l->old)
			piece.at++, piece.len--;
		if (out->binary)
			dropped += piece.len;
		else
			add_piece(l, piece, &dropped);
		look_at_head(l, &looked, out);
	}
	return dropped;
}

/* Parameters */

static void take_type(struct vcard_line *out, const char *word)
{
	static const struct {
		const char *word;
		unsigned type;
	} types[] = {
		{ "WORK", VCARD_WORK },       { "HOME", VCARD_HOME },         { "CELL", VCARD_CELL },
		{ "MOBILE", VCARD_CELL },     { "FAX", VCARD_FAX },           { "X-BILLING", VCARD_BILLING },
		{ "BILLING", VCARD_BILLING }, { "X-DELIVERY", VCARD_DELIVERY }, { "DELIVERY", VCARD_DELIVERY },
		{ "PAGER", VCARD_OTHER },     { "OTHER", VCARD_OTHER },       { "X-OTHER", VCARD_OTHER },
	};

	for (size_t i = 0; i < LENGTH(types); i++)
		if (!strcasecmp(word, types[i].word))
			out->types |= types[i].type;
	if (!strcasecmp(word, "PREF"))
		out->preference = 1;
}

static void take_encoding(struct vcard_line *out, const char *word)
{
	out->binary |= !strcasecmp(word, "BASE64") || !strcasecmp(word, "B");
	out->printable |= !strcasecmp(word, "QUOTED-PRINTABLE");
}

static void take_preference(struct vcard_line *out, const char *word)
{
	long n = strtol(word, NULL, 10);

	out->preference = n >= 1 && n <= 100 ? (int)n : out->preference;
}

/* A word alone is how vCard 2.1 says a type or an encoding. */
static void take_param(struct vcard_line *out, const char *name, char *value)
{
	char *save = NULL;

	if (!strcasecmp(name, "CHARSET"))
		out->charset = value;
	else if (!strcasecmp(name, "ALTID"))
		out->alternative = value;
	else if (!strcasecmp(name, "PREF"))
		take_preference(out, value);
	else if (!strcasecmp(name, "ENCODING"))
		take_encoding(out, value);
	else if (!strcasecmp(name, "VALUE")) {
		out->text |= !strcasecmp(value, "text");
		out->uri |= !strcasecmp(value, "uri");
	} else if (!*name || !strcasecmp(name, "TYPE")) {
		if (!*name)
			take_encoding(out, value);
		for (char *word = strtok_r(value, ",", &save); word; word = strtok_r(NULL, ",", &save))
			take_type(out, word);
	}
}

/* Ends the parameter at p and gives where the next one begins; quotes are taken out. */
static char *end_param(char *p)
{
	bool in_quotes = false;
	char *to = p;

	for (; *p && (*p != ';' || in_quotes); p++) {
		if (*p == '"')
			in_quotes = !in_quotes;
		else
			*to++ = *p;
	}
	p += *p == ';';
	*to = '\0';
	return p;
}

static void take_head(struct vcard_lines *l, struct vcard_line *out)
{
	char *p = l->head.data, *dot;

	for (char *next = end_param(p); *next; ) {
		char *param = next, *equals;

		next = end_param(param);
		equals = strchr(param, '=');
		if (equals)
			*equals = '\0';
		take_param(out, equals ? param : "", equals ? equals + 1 : param);
	}
	for (char *c = p; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	dot = strchr(p, '.');
	out->group = dot ? p : "";
	out->name = dot ? dot + 1 : p;
	if (dot)
		*dot = '\0';
}

static bool is_name(const char *s)
{
	if (!*s)
		return false;
	for (; *s; s++)
		if (!isalnum((unsigned char)*s) && *s != '-' && *s != '_')
			return false;
	return true;
}

static void take_apart(struct vcard_lines *l, struct vcard_line *out)
{
	const char *text = sbuf_text(&l->text), *any = memchr(text, ':', l->text.len);

	if (l->colon == SIZE_MAX && any)
		l->colon = (size_t)(any - text); /* a quote in the head that is none */
	sbuf_reset(&l->head);
	sbuf_add(&l->head, text, l->colon == SIZE_MAX ? l->text.len : l->colon);
	if (memchr(l->head.data, '\0', l->head.len) || l->colon == SIZE_MAX)
		out->trouble = N_("A line is no property of a card: it has no colon.");
	take_head(l, out);
	if (!out->trouble && !is_name(out->name))
		out->trouble = N_("A line is no property of a card: no name stands before its colon.");
	if (l->colon != SIZE_MAX) {
		out->value = text + l->colon + 1;
		out->len = l->text.len - l->colon - 1;
	}
}

bool vcard_line_next(struct vcard_lines *l, struct vcard_line *out)
{
	size_t dropped;

	*out = (struct vcard_line){ .group = "", .name = "", .value = "", .preference = 101 };
	while (l->at < l->len && (l->data[l->at] == '\n' || l->data[l->at] == '\r'))
		physical(l);
	if (l->at >= l->len)
		return false;
	sbuf_reset(&l->text);
	l->looked = 0;
	l->colon = SIZE_MAX;
	l->in_quotes = false;
	out->line = l->line + 1;
	dropped = gather(l, out);
	take_apart(l, out);
	if (!out->binary && dropped)
		out->trouble = N_("A line is longer than 1 MiB.");
	else if (out->binary && dropped > VCARD_BINARY_MAX)
		out->trouble = N_("A picture is larger than 16 MiB.");
	return true;
}

/* Values */

size_t vcard_split(const char *value, size_t len, char mark, struct vcard_part *parts, size_t max)
{
	size_t n = 0, from = 0;

	for (size_t i = 0; i <= len; i++) {
		if (i < len && value[i] == '\\') {
			i++;
			continue;
		}
		if (i < len && (value[i] != mark || n + 1 == max))
			continue;
		parts[n++] = (struct vcard_part){ value + from, i - from };
		from = i + 1;
	}
	if (n == 0 || from <= len)
		parts[n++] = (struct vcard_part){ value + from, len - from };
	return n;
}

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10
	     : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What is no escape stays as it is (RFC 2045, 6.7). */
static void unquote(struct vcard_part part, struct sbuf *out)
{
	for (size_t i = 0; i < part.len; i++) {
		if (part.at[i] == '=' && i + 2 < part.len && hex(part.at[i + 1]) >= 0 &&
		    hex(part.at[i + 2]) >= 0) {
			sbuf_putc(out, (char)(hex(part.at[i + 1]) * 16 + hex(part.at[i + 2])));
			i += 2;
		} else {
			sbuf_putc(out, part.at[i]);
		}
	}
}

/* In vCard 2.1 a backslash is itself unless a mark follows: "C:\news". */
static void unescape(const struct vcard_lines *l, const char *text, size_t len, struct sbuf *out)
{
	for (size_t i = 0; i < len; i++) {
		char next = i + 1 < len ? text[i + 1] : '\0';

		if (text[i] != '\\' || !next || !strchr(l->old ? ";:,\\" : ";:,\\\"nN", next)) {
			if (text[i] != '\r' || next != '\n')
				sbuf_putc(out, text[i]);
			continue;
		}
		sbuf_putc(out, next == 'n' || next == 'N' ? '\n' : next);
		i++;
	}
}

static bool is_utf8(const char *charset)
{
	return !charset || !strcasecmp(charset, "UTF-8") || !strcasecmp(charset, "UTF8") ||
	       !strcasecmp(charset, "US-ASCII") || !strcasecmp(charset, "ASCII");
}

/* Characters that mean the same in every character set we meet; an escape begins another one. */
static bool is_ascii(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)bytes[i] >= 0x80 || bytes[i] == '\x1B')
			return false;
	return true;
}

static int to_utf8(const struct vcard_lines *l, const struct vcard_line *line, const char *bytes, size_t len,
		   struct sbuf *out, struct error *e)
{
	const struct vcard_options *o = &l->options;
	bool plain = is_ascii(bytes, len);

	if (memchr(bytes, '\0', len))
		return error_set(e, ERROR_USAGE, _("Its %s holds a NUL byte."), line->name);
	if (!plain && is_utf8(line->charset) && (line->charset || !o->decode))
		plain = utf8_valid(bytes, len, NULL);
	else if (!plain && o->decode && o->decode(o->data, line->charset, bytes, len, out))
		return 0;
	if (plain) {
		sbuf_add(out, bytes, len);
		return 0;
	}
	if (line->charset)
		return error_set(e, ERROR_USAGE, _("Its %s holds bytes that are no text in %s."), line->name,
				 line->charset);
	return error_set(e, ERROR_USAGE, _("Its %s holds bytes that are no text."), line->name);
}

int vcard_line_decode(struct vcard_lines *l, struct vcard_line *line, struct error *e)
{
	if (line->printable)
		return 0;
	sbuf_reset(&l->plain);
	if (to_utf8(l, line, line->value, line->len, &l->plain, e) < 0)
		return -1;
	line->value = sbuf_text(&l->plain);
	line->len = l->plain.len;
	return 0;
}

int vcard_text(const struct vcard_lines *l, const struct vcard_line *line, struct vcard_part part,
	       struct sbuf *out, struct error *e)
{
	struct sbuf bytes = SBUF_INIT, text = SBUF_INIT;
	int rc;

	if (!line->printable) {
		unescape(l, part.at, part.len, out);
		return 0;
	}
	unquote(part, &bytes);
	rc = to_utf8(l, line, sbuf_text(&bytes), bytes.len, &text, e);
	if (rc == 0)
		unescape(l, sbuf_text(&text), text.len, out);
	sbuf_free(&bytes);
	sbuf_free(&text);
	return rc;
}

void vcard_lines_free(struct vcard_lines *l)
{
	sbuf_free(&l->text);
	sbuf_free(&l->head);
	sbuf_free(&l->plain);
}
