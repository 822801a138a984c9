/* Address cards to rows. */
#include "base/intl.h"
#include "read/decode.h"
#include "read/format.h"
#include "read/vcard.h"

#define FILE_MAX (100 << 20)
#define PIECE    (64u << 10)

static void put_cell(struct sbuf *out, const char *text)
{
	sbuf_puts(out, out->len && out->data[out->len - 1] != '\n' ? ",\"" : "\"");
	for (; *text; text++) {
		if (*text == '"')
			sbuf_putc(out, '"');
		sbuf_putc(out, *text);
	}
	sbuf_putc(out, '"');
}

/* Where it stands, what is wrong with it, and its cells. */
static void put_row(struct sbuf *out, const struct vcard_row *row, const char *trouble)
{
	char line[24];

	snprintf(line, sizeof(line), "%lld", (long long)row->line);
	put_cell(out, line);
	put_cell(out, trouble);
	for (size_t i = 0; i < row->n; i++)
		put_cell(out, row->cells[i]);
	sbuf_putc(out, '\n');
}

static void flush(struct reading *r, struct sbuf *out)
{
	reading_put(r, sbuf_text(out), out->len);
	sbuf_reset(out);
}

/* The file in memory; one in UTF-16 becomes UTF-8 at once, as its marks are two bytes each. */
static void load(struct reading *r, struct sbuf *bytes)
{
	bool wide = r->encoding == ENCODING_UTF16LE || r->encoding == ENCODING_UTF16BE;
	struct decoder d = { .encoding = r->encoding };
	char *piece = xmalloc(PIECE);
	size_t n;

	do {
		n = reading_next(r, piece, PIECE);
		if (wide)
			decode(&d, piece, n, n == 0, bytes);
		else
			sbuf_add(bytes, piece, n);
	} while (n);
	free(piece);
	if (wide)
		r->encoding = ENCODING_UTF8;
}

static bool decode_text(void *data, const char *charset, const char *bytes, size_t len, struct sbuf *out)
{
	struct reading *r = data;
	enum encoding encoding = r->encoding;
	size_t before = out->len;

	if (charset && (!encoding_find(charset, &encoding) || !decode_can(encoding)))
		return false;
	if (decode_all(encoding, bytes, len, out) == 0)
		return true;
	sbuf_erase(out, before, out->len - before);
	return false;
}

/* What nobody will find in the book. */
static void put_note(struct sbuf *out, const struct vcard_counts *n)
{
	if (n->binary)
		sbuf_printf(out, P_("%lld picture, sound or key was passed over.",
				    "%lld pictures, sounds and keys were passed over.", n->binary),
			    (long long)n->binary);
	if (n->binary && n->other)
		sbuf_putc(out, ' ');
	if (n->other)
		sbuf_printf(out, P_("%lld entry that no field takes was passed over.",
				    "%lld entries that no field takes were passed over.", n->other),
			    (long long)n->other);
}

static void put_cards(struct reading *r, struct vcard *v, size_t len)
{
	struct sbuf out = SBUF_INIT, note = SBUF_INIT;
	struct vcard_row row;

	put_note(&note, vcard_counts(v));
	vcard_next(v, &row);
	put_row(&out, &row, sbuf_text(&note));
	while (vcard_next(v, &row)) {
		put_row(&out, &row, row.trouble.kind ? row.trouble.text : "");
		if (out.len < PIECE)
			continue;
		/* Who reads us sees by the file's place how far we are. */
		reading_seek(r, (int64_t)((double)r->size * (double)vcard_position(v) / (double)len));
		flush(r, &out);
	}
	flush(r, &out);
	sbuf_free(&out);
	sbuf_free(&note);
}

/* The whole file cannot be taken: a header without names that says why. */
static void refuse(struct reading *r, const struct error *why)
{
	struct sbuf out = SBUF_INIT;

	put_row(&out, &(struct vcard_row){ .line = 1 }, why->text);
	flush(r, &out);
	sbuf_free(&out);
}

static void read_vcard(struct reading *r, enum vcard_of of)
{
	struct vcard_options o = { .of = of, .decode = decode_text, .data = r };
	struct sbuf bytes = SBUF_INIT;
	struct error why = { 0 };
	struct vcard *v = NULL;

	reading_begin(r);
	if (r->size > FILE_MAX) {
		error_set(&why, ERROR_USAGE, _("It is larger than %d MiB: part it."), FILE_MAX >> 20);
	} else {
		load(r, &bytes);
		v = vcard_open(sbuf_text(&bytes), bytes.len, &o, &why);
	}
	if (v)
		put_cards(r, v, bytes.len);
	else
		refuse(r, &why);
	vcard_close(v);
	sbuf_free(&bytes);
}

void read_vcard_contacts(struct reading *r)
{
	read_vcard(r, VCARD_CONTACTS);
}

void read_vcard_customers(struct reading *r)
{
	read_vcard(r, VCARD_CUSTOMERS);
}
