#include "model/card.h"

#include "base/text.h"
#include "base/utf8.h"
#include "model/card_private.h"

/* What is wide on a Chinese card becomes plain; what parts its lines, a line's end. */
static const struct {
	const char *from, *to;
} plain[] = {
	{ "：", ": " }, { "，", ", " }, { "（", " (" }, { "）", ") " }, { "｜", "\n" }, { "　", " " }, { "＋", "+" },
	{ "－", "-" },  { "–", "-" },   { "—", "-" },   { "·", "\n" },  { "•", "\n" }, { "●", "\n" }, { "|", "\n" },
	{ "\t", "\n" }, { "\r", "\n" }, { "\u00a0", " " }, { "\u200b", "" }, { "＠", "@" }, { "；", "\n" },
};

/* The bytes of a picture (U+1F000 to U+1FFFF; the sign that a mark before it is one): no letter of a name. */
static size_t picture(const char *text)
{
	if (!strncmp(text, "\xF0\x9F", 2))
		return strnlen(text, 4);
	return strncmp(text, "\uFE0F", 3) ? 0 : 3;
}

static void put_plain(struct sbuf *out, const char *text)
{
	while (*text) {
		size_t i = 0, drawn = picture(text);

		if (drawn) {
			sbuf_putc(out, ' ');
			text += drawn;
			continue;
		}
		while (i < LENGTH(plain) && strncmp(text, plain[i].from, strlen(plain[i].from)) != 0)
			i++;
		if (i < LENGTH(plain)) {
			sbuf_puts(out, plain[i].to);
			text += strlen(plain[i].from);
		} else {
			sbuf_putc(out, *text++);
		}
	}
}

static void split(struct reading *r, char *text)
{
	char *save = NULL;

	for (char *line = strtok_r(text, "\n", &save); line && r->n < PIECES; line = strtok_r(NULL, "\n", &save)) {
		line = card_trim(line);
		if (*line && strlen(line) <= PIECE)
			r->pieces[r->n++] = line;
	}
}

/* Mailboxes and pages */

static bool mail_char(char ch)
{
	return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
	       (ch && strchr("._%+-", ch));
}

static void take_emails(struct reading *r, char *piece)
{
	for (char *at; (at = strchr(piece, '@')); ) {
		char *from = at, *to = at + 1;

		while (from > piece && mail_char(from[-1]))
			from--;
		while (mail_char(*to))
			to++;
		while (to > at && to[-1] == '.')
			to--;
		if (from < at && memchr(at, '.', (size_t)(to - at)) && r->c->nemails < CARD_EMAILS)
			r->c->emails[r->c->nemails++] = arena_strndup(r->a, from, (size_t)(to - from));
		card_cut(from, (size_t)(to - from > 0 ? to - from : 1));
	}
}

/* "www.acme.com", "https://acme.com/people", or "acme.com" alone or behind its label. */
static size_t page_length(const char *w, bool alone)
{
	size_t n = strcspn(w, " ,;()<>"), dots = 0;

	if (!strncasecmp(w, "http://", 7) || !strncasecmp(w, "https://", 8) || !strncasecmp(w, "www.", 4))
		return n;
	for (size_t i = 0; i < n; i++) {
		dots += w[i] == '.' && i && i + 2 < n;
		if (!mail_char(w[i]) && w[i] != '/')
			return 0;
	}
	return alone && dots && n > 4 && (w[0] < '0' || w[0] > '9') ? n : 0;
}

static void take_page(struct reading *r, char *piece)
{
	for (char *w = piece; *w; ) {
		size_t n, before;
		char kept;

		w += strspn(w, " ");
		kept = *w;
		*w = '\0';
		before = card_only_labels(piece);
		*w = kept;
		n = page_length(w, before && !strchr(w, ' '));
		if (n && !r->c->website)
			r->c->website = arena_strndup(r->a, w, n);
		if (n)
			card_cut(w, n);
		w += n ? n : strcspn(w, " ");
	}
}

/* Numbers */

/* How far a number reaches: to what no number has, or to " / " behind which another one stands. */
static size_t number_length(const char *s)
{
	size_t n = 0;

	while (s[n] && (card_digit(s[n]) || strchr("+ ()./-", s[n]))) {
		if (!strncmp(s + n, " / ", 3) && card_digits(s, n) >= 6)
			break;
		if (n && s[n] == '+')
			break;
		if (!strncmp(s + n, "  ", 2) && card_digits(s, n) >= 7)
			break;
		n++;
	}
	while (n && !card_digit(s[n - 1]))
		n--;
	return n;
}

/* " ext. 45", "转8012": belongs to the number before it. */
static size_t extension(const char *s, const char **digits, size_t *n)
{
	static const char *const words[] = { "ext.", "ext", "x", "转", "轉", "分机", "分機", "Durchwahl", "DW" };
	const char *p = s + strspn(s, " ,");

	for (size_t i = 0; i < LENGTH(words); i++) {
		size_t len = strlen(words[i]);

		if (strncasecmp(p, words[i], len) != 0)
			continue;
		*digits = p + len + strspn(p + len, " .:");
		*n = strspn(*digits, "0123456789");
		return *n && *n <= 6 ? (size_t)(*digits + *n - s) : 0;
	}
	return 0;
}

static const char *use_of(const char *label)
{
	return card_has(label, card_fax) ? "fax" : card_has(label, card_mobile) ? "mobile" :
	       card_has(label, card_home) ? "home" : "work";
}

/* A German or Chinese mobile number shows that it is one. */
static bool is_mobile(const char *number)
{
	char plain_digits[24];
	size_t n = 0;

	for (const char *p = number; *p && n + 1 < sizeof(plain_digits); p++)
		if (card_digit(*p))
			plain_digits[n++] = *p;
	plain_digits[n] = '\0';
	if (!strncmp(plain_digits, "86", 2) && n == 13)
		return plain_digits[2] == '1' && plain_digits[3] >= '3';
	return n == 11 && plain_digits[0] == '1' && plain_digits[1] >= '3' && number[0] == '1';
}

/* ZIP+4 and days are no numbers that one calls. */
static bool callable(const char *s, size_t n)
{
	size_t count = card_digits(s, n);

	if (n == 10 && s[5] == '-' && count == 9)
		return false;
	if (n == 10 && s[4] == '-' && s[7] == '-')
		return false;
	return count >= 7 && count <= 16;
}

static void add_phone(struct reading *r, const char *label, const char *s, size_t n, const char *ext, size_t next)
{
	struct card *c = r->c;
	struct card_phone *p = &c->phones[c->nphones];

	if (c->nphones == CARD_PHONES)
		return;
	p->value = next ? arena_printf(r->a, "%.*s ext %.*s", (int)n, s, (int)next, ext) : arena_strndup(r->a, s, n);
	p->use = use_of(label);
	if (!strcmp(p->use, "work") && is_mobile(p->value))
		p->use = "mobile";
	c->nphones++;
}

static bool begins_number(const char *piece, const char *s)
{
	if (s > piece && (card_digit(s[-1]) || s[-1] == '+' || s[-1] == '.' ||
			  ((s[-1] | 32) >= 'a' && (s[-1] | 32) <= 'z')))
		return false;
	return *s == '+' || card_digit(*s) || (*s == '(' && (card_digit(s[1]) || s[1] == '+'));
}

/* The label stands before the number, in the line before it, or behind it in brackets. */
static const char *label_of(struct reading *r, const char *from, const char *to, const char *behind)
{
	const char *before = arena_strndup(r->a, from, (size_t)(to - from));

	if (strcmp(use_of(before), "work") != 0 || card_has(before, card_label))
		return before;
	behind += strspn(behind, " ");
	if (*behind == '(')
		return arena_strndup(r->a, behind, strcspn(behind, ")"));
	return r->label ? r->label : "";
}

static void take_phones(struct reading *r, char *piece)
{
	char *from = piece;

	for (char *s = piece; *s; ) {
		size_t n = begins_number(piece, s) ? number_length(s) : 0, more, next = 0;
		const char *ext = NULL;

		if (!n || !callable(s, n)) {
			s += n ? n : 1;
			continue;
		}
		more = extension(s + n, &ext, &next);
		add_phone(r, label_of(r, from, s, s + n), s, n, ext, more ? next : 0);
		card_cut(s, n + more);
		s += n + more;
		from = s;
	}
}

/* People */

static bool capital(const char *w)
{
	uint32_t cp;
	struct sbuf folded = SBUF_INIT;
	bool yes;

	utf8_decode(w, strlen(w), &cp);
	if (cp < 0x80)
		return card_upper((char)cp);
	text_fold(&folded, w, strlen(w));
	yes = strncmp(sbuf_text(&folded), w, 1) != 0;
	sbuf_free(&folded);
	return yes;
}

static bool is_particle(const char *w)
{
	static const char *const list[] = { "von", "van", "de", "der", "den", "del", "di", "da", "zu", "bin", "al",
					    "la", "le", "und", NULL };

	return card_is_one(w, list) != NULL;
}

/* Who signs for somebody else says so before his name. */
static const char *skip_proxy(const char *s)
{
	static const char *const proxies[] = { "i. A. ", "i.A. ", "i. V. ", "i.V. ", "ppa. ", "ppa " };

	for (size_t i = 0; i < LENGTH(proxies); i++)
		if (!strncasecmp(s, proxies[i], strlen(proxies[i])))
			return s + strlen(proxies[i]);
	return s;
}

/* "Dr. Anna von Berg, MBA" -> "Anna von Berg": two to five words with capitals. NULL: it is no name. */
static const char *latin_name(struct reading *r, const char *s)
{
	const char *from = skip_proxy(s);
	char *copy = arena_strndup(r->a, from, strcspn(from, ",(")), *save = NULL;
	struct sbuf name = SBUF_INIT;
	int words = 0;
	bool fits = true;
	const char *kept;

	for (char *w = strtok_r(copy, " ", &save); w && fits; w = strtok_r(NULL, " ", &save)) {
		size_t n = strlen(w);
		bool dotted = w[n - 1] == '.';

		w[n - dotted] = '\0';
		if (!words && *w && card_is_one(w, card_title))
			continue;
		fits = *w && !card_digits(w, n) && (capital(w) || (words && is_particle(w)));
		sbuf_printf(&name, "%s%s%s", name.len ? " " : "", w, dotted ? "." : "");
		words++;
	}
	kept = fits && words >= 2 && words <= 5 ? arena_strdup(r->a, sbuf_text(&name)) : NULL;
	sbuf_free(&name);
	return kept;
}

static size_t han_length(const char *s)
{
	size_t n = 0;

	while (card_is_han(s + 3 * n))
		n++;
	return n;
}

/* "王小明", "王小明 先生", "王小明 (Wang Xiaoming)": two to four characters, but no department. */
static const char *han_name(struct reading *r, const char *s)
{
	static const char *const parts[] = { "部", "处", "處", "科", "组", "組", "室", "局", "院" };
	size_t n = han_length(s);

	if (n < 2 || n > 4 || (s[3 * n] && s[3 * n] != ' '))
		return NULL;
	for (size_t i = 0; i < LENGTH(parts); i++)
		if (!memcmp(s + 3 * (n - 1), parts[i], 3))
			return NULL;
	return arena_strndup(r->a, s, 3 * n);
}

static const char *name_in(struct reading *r, const char *s)
{
	return card_is_han(s) ? han_name(r, s) : latin_name(r, s);
}

/* "姓名: 王小明": the card says itself what it is. */
static bool take_labelled(struct reading *r, char *s)
{
	static const struct {
		const char *label;
		size_t at;
	} labels[] = {
		{ "姓名", offsetof(struct card, name) },	{ "联系人", offsetof(struct card, name) },
		{ "name", offsetof(struct card, name) },	{ "职位", offsetof(struct card, job) },
		{ "职务", offsetof(struct card, job) },	{ "職稱", offsetof(struct card, job) },
		{ "position", offsetof(struct card, job) },	{ "title", offsetof(struct card, job) },
		{ "公司", offsetof(struct card, company) },	{ "单位", offsetof(struct card, company) },
		{ "company", offsetof(struct card, company) },	{ "firma", offsetof(struct card, company) },
	};
	char *colon = strchr(s, ':');

	for (size_t i = 0; colon && i < LENGTH(labels); i++) {
		const char **to = (const char **)((char *)r->c + labels[i].at);
		char *said = card_trim(colon + 1);

		*colon = '\0';
		if (text_same(s, labels[i].label) && *said && !*to) {
			*to = arena_strdup(r->a, said);
			return true;
		}
		*colon = ':';
	}
	return false;
}

/* "Sales Manager, Acme Ltd", "王小明 销售经理", "Jane Doe - Buyer": one line with two things. */
static char *second_part(char *s)
{
	static const char *const marks[] = { " - ", ", ", " at ", " bei ", " @ ", " " };

	for (size_t i = 0; i < LENGTH(marks) - !card_is_han(s); i++) {
		char *at = strstr(s, marks[i]);

		if (at) {
			*at = '\0';
			return card_trim(at + strlen(marks[i]));
		}
	}
	return NULL;
}

static bool take_known(struct reading *r, const char *s)
{
	struct card *c = r->c;
	bool company = card_has(s, card_company), job = card_has(s, card_job);

	if (company && !(job && han_length(s) && !strstr(s, "公司")) && !c->company)
		c->company = arena_strdup(r->a, s);
	else if (job && !c->job)
		c->job = arena_strdup(r->a, s);
	else
		return false;
	return true;
}

/* The first part must be a name or a job, or the line is one thing with a comma in it. */
static bool take_two(struct reading *r, const char *s)
{
	char *first = arena_strdup(r->a, s), *second = second_part(first);
	bool job_first, name_first;

	if (!second || !*second)
		return false;
	first = card_trim(first);
	job_first = card_has(first, card_job) && !card_has(first, card_company);
	name_first = !job_first && !card_has(first, card_company) && name_in(r, first);
	if (name_first && !r->c->name && card_has(second, card_job) && !card_has(second, card_company)) {
		r->c->name = name_in(r, first);
		return take_known(r, second);
	}
	if (job_first && !r->c->job && !card_has(second, card_job) &&
	    (card_has(second, card_company) || strstr(s, " at ") || strstr(s, " bei "))) {
		r->c->job = arena_strdup(r->a, first);
		if (!r->c->company)
			r->c->company = arena_strdup(r->a, second);
		return true;
	}
	return false;
}

/* Passes over the lines */

static void take_contacts(struct reading *r, size_t i)
{
	char *s = r->pieces[i];

	take_emails(r, s);
	if (card_has(s, card_number)) {
		r->pieces[i] = NULL;
		return;
	}
	take_page(r, s);
	take_phones(r, s);
	r->label = NULL;
	s = card_trim(s);
	r->pieces[i] = *s && !card_only_labels(s) ? s : NULL;
	if (*s && !r->pieces[i])
		r->label = s;
}

/* A place without a code stands between lines of the address. */
static void take_lone_city(struct reading *r)
{
	for (size_t i = 1; i < r->n && !r->c->city; i++)
		if (r->pieces[i] && r->address[i - 1] && (i + 1 == r->n || r->address[i + 1]) && r->c->street &&
		    !card_digits(r->pieces[i], strlen(r->pieces[i])) && !card_has(r->pieces[i], card_company) &&
		    !card_has(r->pieces[i], card_job)) {
			r->c->city = arena_strdup(r->a, r->pieces[i]);
			r->pieces[i] = NULL;
		}
}

static void take_person(struct reading *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->pieces[i] && (take_labelled(r, r->pieces[i]) || take_two(r, r->pieces[i]) ||
				     take_known(r, r->pieces[i])))
			r->pieces[i] = NULL;
	for (size_t i = 0; i < r->n && !r->c->name; i++)
		if (r->pieces[i] && (r->c->name = name_in(r, r->pieces[i])))
			r->pieces[i] = NULL;
	for (size_t i = 0; i < r->n && !r->c->company; i++)
		if (r->pieces[i] && r->c->name && !card_digits(r->pieces[i], strlen(r->pieces[i])))
			r->c->company = arena_strdup(r->a, r->pieces[i]);
}

bool card_read(struct card *c, const char *text, struct arena *a)
{
	struct reading r = { .c = c, .a = a };
	struct sbuf whole = SBUF_INIT;

	memset(c, 0, sizeof(*c));
	put_plain(&whole, text);
	split(&r, whole.len ? arena_strdup(a, sbuf_text(&whole)) : arena_strdup(a, ""));
	sbuf_free(&whole);
	for (size_t i = 0; i < r.n; i++)
		if (card_has(r.pieces[i], card_closing) && !strchr(r.pieces[i], '@'))
			r.pieces[i] = NULL;
	for (size_t i = 0; i < r.n; i++)
		if (r.pieces[i])
			take_contacts(&r, i);
	for (size_t i = 0; i < r.n; i++)
		if (r.pieces[i] && card_is_address(r.pieces[i])) {
			card_take_address(&r, r.pieces[i]);
			r.address[i] = true;
			r.pieces[i] = NULL;
		}
	take_lone_city(&r);
	take_person(&r);
	return c->name || c->nemails || c->nphones;
}

bool card_likely(const char *text)
{
	struct arena a = { 0 };
	struct card c;
	bool likely = strpbrk(text, "\r\n|") && card_read(&c, text, &a) && (c.nemails || c.nphones || c.website);

	arena_free(&a);
	return likely;
}
