/* `rapport ENTITY import FILE` */
#include <signal.h>
#include <unistd.h>

#include "base/number.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/verb.h"
#include "exchange/export.h"
#include "exchange/import.h"

#define SHOW_AFTER   200 /* ms between two looks at the progress */
#define MISSING_SHOWN 20
#define FINDINGS_SHOWN 20

/* What one run needs, and when its progress was shown last. */
struct progress {
	bool tty;
	int64_t shown;
};

/* Set by the signal, the only thing a handler may do. */
static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
	(void)number;
	interrupted = 1;
}

/* printf pads by bytes; a header may be in any script. */
static int padding(const char *text, int columns)
{
	int used = utf8_columns(text);

	return used < columns ? columns - used : 0;
}

/* How the file is read, where that is not what everybody expects. */
static void show_reading(const struct import *im)
{
	const struct csv *csv = import_csv(im);
	const struct csv_dialect *d = csv_dialect(csv);
	struct sbuf text = SBUF_INIT;

	if (csv_encoding(csv) != ENCODING_UTF8)
		sbuf_printf(&text, "  encoding = %s", encoding_name(csv_encoding(csv)));
	if (d->delimiter != ',')
		sbuf_printf(&text, "  delimiter = %s", csv_delimiter_name(d->delimiter));
	if (d->quotes != CSV_QUOTES_DOUBLED)
		sbuf_printf(&text, "  quotes = %s", csv_quotes_name(d->quotes));
	if (d->header == CSV_NO_HEADER)
		sbuf_puts(&text, "  header = none");
	else if (*csv_above(csv))
		sbuf_printf(&text, "  header = %lld", (long long)d->header);
	if (text.len)
		cli_say(_("The file is read so:%s"), sbuf_text(&text));
	if (*csv_above(csv))
		cli_say(_("  above the header stands: %s"), csv_above(csv));
	sbuf_free(&text);
}

static void show_mapping(const struct import *im)
{
	const struct mapping *m = import_mapping(im);

	for (size_t i = 0; i < m->ncolumns; i++) {
		const struct mapping_column *c = &m->columns[i];
		const char *sample = import_sample(im, i, 0);
		struct sbuf name = SBUF_INIT;

		if (c->target.field)
			target_write(&name, &c->target);
		cli_say("  %s%*s %-18s %s", c->header, padding(c->header, 24), "",
			name.len ? sbuf_text(&name) : "-", sample);
		sbuf_free(&name);
	}
}

/* What a map leaves out is meant; what guessing leaves out would be lost without a word. */
static void show_left_out(const struct cli *c, const struct import *im)
{
	const struct mapping *m = import_mapping(im);
	struct sbuf headers = SBUF_INIT;

	for (size_t i = 0; i < m->ncolumns && !cli_option(c, "map"); i++)
		if (!m->columns[i].target.field)
			sbuf_printf(&headers, "%s%s", headers.len ? C_("names", ", ") : "", m->columns[i].header);
	if (headers.len)
		cli_say(_("Left out, as no field is called so: %s. Write the map with --save-map FILE, say there "
			  "where they go, and import with --map FILE."), sbuf_text(&headers));
	sbuf_free(&headers);
}

static void show_key(const struct import *im)
{
	const struct mapping *m = import_mapping(im);
	struct sbuf key = SBUF_INIT;

	for (size_t i = 0; i < m->nkeys; i++)
		sbuf_printf(&key, "%s%s", i ? ", " : "", m->keys[i]->name);
	cli_say(_("Rows are matched by: %s"), sbuf_text(&key));
	sbuf_free(&key);
}

static void show_note(const struct import *im)
{
	const char *note = csv_note(import_csv(im));

	if (*note)
		cli_say("%s", note);
}

static const char *fate(const struct mapping *m, const struct import_missing *missing)
{
	const struct field *f = entity_field(m->entity, missing->field->name);

	if (missing->several)
		return _("names several: rejected");
	if (!f || f != missing->field)
		return _("rejected");
	switch (m->missing[entity_index(m->entity, f)]) {
	case MISSING_CREATE:
		return _("will be created");
	case MISSING_LEAVE:
		return _("left empty");
	default:
		return _("rejected");
	}
}

static void show_missing(const struct import *im)
{
	size_t n;
	const struct import_missing *m = import_missing(im, &n);

	if (n)
		cli_say("%s", _("Names that are not in the book (--missing reject, leave or create):"));
	for (size_t i = 0; i < n && i < MISSING_SHOWN; i++)
		cli_say(P_("  %s \"%s\": %lld row, %s", "  %s \"%s\": %lld rows, %s", m[i].count),
			m[i].field->name, m[i].name, (long long)m[i].count, fate(import_mapping(im), &m[i]));
	if (n > MISSING_SHOWN)
		cli_say(_("  and %zu more"), n - MISSING_SHOWN);
}

static void show_refusals(const struct import *im)
{
	const char *why;

	for (size_t i = 0; (why = import_refusal(im, i)); i++)
		cli_say("  %s", why);
}

static void show_conflict(const struct cli *c, const struct import_finding *f)
{
	struct sbuf day = SBUF_INIT;

	date_show(&day, stamp_date(f->at), (date_t)c->context.today, DATE_PLAIN);
	cli_say(_("  line %lld: %s, %s: \"%s\" in the book (%s, %s), \"%s\" in the file: %s"), (long long)f->line,
		f->title, _(f->field->label), f->book, f->who, sbuf_text(&day), f->file,
		f->decision == CONFLICTS_KEEP ? _("the book's stays") : _("the file's is taken"));
	sbuf_free(&day);
}

static void show_duplicate(const struct import_finding *f)
{
	static const char *const fates[] = { N_("added"), N_("left out"), N_("updated") };

	cli_say(_("  line %lld: probably %lld, %s (%d: %s): %s"), (long long)f->line, (long long)f->id, f->title,
		f->score, f->why, _(fates[f->decision]));
}

static void show_findings(const struct cli *c, const struct import *im)
{
	const struct import_counts *counts = import_counts(im);
	size_t n;
	const struct import_finding *f = import_findings(im, &n);

	if (counts->conflicts)
		cli_say("%s", _("Values that a person changed in the book (--conflicts keep or take):"));
	for (size_t i = 0, shown = 0; i < n && shown < FINDINGS_SHOWN; i++)
		if (f[i].kind == FINDING_CONFLICT && ++shown)
			show_conflict(c, &f[i]);
	if (counts->conflicts > FINDINGS_SHOWN)
		cli_say(_("  and %s more"), NUMBER_TEXT(counts->conflicts - FINDINGS_SHOWN));
	if (counts->doubles)
		cli_say("%s", _("New rows that probably are in the book (--duplicates add, skip or update):"));
	for (size_t i = 0, shown = 0; i < n && shown < FINDINGS_SHOWN; i++)
		if (f[i].kind == FINDING_DUPLICATE && ++shown)
			show_duplicate(&f[i]);
	if (counts->doubles > FINDINGS_SHOWN)
		cli_say(_("  and %s more"), NUMBER_TEXT(counts->doubles - FINDINGS_SHOWN));
	if (counts->unlooked)
		cli_say(P_("%s more new row was not looked for; rapport %s duplicates looks through the book.",
			   "%s more new rows were not looked for; rapport %s duplicates looks through the book.",
			   counts->unlooked),
			NUMBER_TEXT(counts->unlooked), c->entity->name);
}

static void show_counts(const struct cli *c, const struct import *im)
{
	struct table *bill = cli_option(c, "reasons") ? import_bill(im) : NULL;
	struct sbuf counts = SBUF_INIT;

	import_tell(im, &counts);
	cli_print(sbuf_text(&counts));
	if (bill)
		explain_bill(bill);
	fflush(stdout);
	table_free(bill);
	sbuf_free(&counts);
}

static void show_progress(const struct import *im)
{
	struct import_progress p;

	import_progress(im, &p);
	fprintf(stderr, "\r\033[K%lld %%  ", p.size ? (long long)(p.done * 100 / p.size) : 100LL);
	fprintf(stderr, P_("%lld row", "%lld rows", p.rows), (long long)p.rows);
	if (p.rate)
		fprintf(stderr, "  %lld/s", (long long)p.rate);
	if (p.left >= 0)
		fprintf(stderr, _("  %lld s to go"), (long long)p.left);
	fflush(stderr);
}

static bool turn(struct import *im, void *data)
{
	struct progress *p = data;

	if (p->tty && clock_ticks() - p->shown >= SHOW_AFTER) {
		p->shown = clock_ticks();
		show_progress(im);
	}
	return interrupted;
}

static int drive(struct cli *c, struct import *im, enum import_mode mode, struct error *e)
{
	struct progress p = { isatty(STDERR_FILENO), clock_ticks() };
	struct sigaction action = { .sa_handler = on_interrupt }, before;
	int rc;

	sigaction(SIGINT, &action, &before);
	import_begin(im, mode);
	rc = import_drive(im, c->client, turn, &p, e);
	sigaction(SIGINT, &before, NULL);
	if (p.tty)
		fputs("\r\033[K", stderr);
	if (rc == 0 && import_counts(im)->cancelled)
		return error_set(e, ERROR_FAILED, "%s", _("Cancelled: nothing was changed."));
	return rc;
}

/* Columns of days and numbers that go both ways. */
static void show_doubts(const struct import *im)
{
	struct import_doubt d;

	for (size_t i = 0; import_doubt(im, i, &d); i++) {
		const char *header = import_mapping(im)->columns[d.column].header;

		if (d.first && d.second)
			cli_say(d.dates
				    ? _("%s is mixed. Cells with the day first: %lld, with the month first: %lld.")
				    : _("%s is mixed. Cells with a decimal comma: %lld, with a decimal point: %lld."),
				header, (long long)d.first, (long long)d.second);
		if (d.unsure)
			cli_say(d.dates ? _("%s: \"%s\" can mean two days. Say --dates dmy or --dates mdy.")
					: _("%s: \"%s\" can mean two numbers. Say --decimal comma or --decimal point."),
				header, d.sample);
	}
}

/* An answer of one letter at the terminal; 0 for none. */
static char ask_letter(const char *letters)
{
	char line[16];

	fflush(stderr);
	return fgets(line, sizeof(line), stdin) && line[0] && strchr(letters, line[0]) ? line[0] : '\0';
}

/* Asks what nothing in the file decides. Whether anything was answered. */
static bool ask_doubts(struct import *im)
{
	struct import_doubt d;
	bool answered = false;

	for (size_t i = 0; import_doubt(im, i, &d); i++) {
		struct mapping_column *c = &import_edit(im)->columns[d.column];

		if (d.order || !d.unsure)
			continue;
		fprintf(stderr, d.dates ? _("%s: what stands first in \"%s\", the day or the month? [d/m] ")
					: _("%s: what is the decimal mark in \"%s\", a comma or a point? [,/.] "),
			c->header, d.sample);
		c->order = ask_letter(d.dates ? "dm" : ",.");
		answered |= c->order != 0;
	}
	return answered;
}

static void show_saved_map(const struct cli *c, const struct import *im)
{
	char *path = cli_option(c, "map") ? NULL : import_saved_map(im);

	if (path)
		cli_say(_("A file with these columns was imported by another map before: --map %s takes it."), path);
	free(path);
}

static int try_out(struct cli *c, struct import *im, struct error *e)
{
	show_reading(im);
	show_mapping(im);
	show_saved_map(c, im);
	if (drive(c, im, IMPORT_DRY, e) < 0)
		return -1;
	if (isatty(STDIN_FILENO) && ask_doubts(im) && drive(c, im, IMPORT_DRY, e) < 0)
		return -1;
	show_doubts(im);
	show_left_out(c, im);
	show_note(im);
	show_key(im);
	show_missing(im);
	show_findings(c, im);
	show_refusals(im);
	show_counts(c, im);
	return 0;
}

static bool confirmed(void)
{
	char line[16];

	fprintf(stderr, "%s ", _("Import? [y/N]"));
	fflush(stderr);
	if (!fgets(line, sizeof(line), stdin))
		return false;
	line[strcspn(line, "\n")] = '\0';
	return text_same(line, "y") || text_same(line, "yes") || text_same(line, _("yes"));
}

static int import(struct cli *c, struct import *im, struct error *e)
{
	const struct import_counts *n = import_counts(im);

	if (drive(c, im, IMPORT_REAL, e) < 0)
		return -1;
	show_counts(c, im);
	if (cli_option(c, "yes")) {
		show_reading(im);
		show_doubts(im);
		show_left_out(c, im);
		show_note(im);
		show_findings(c, im);
	}
	show_refusals(im);
	if (import_rejects(im))
		cli_say(_("The rejected rows, each with its reason, are in %s."), import_rejects(im));
	if (n->txn)
		cli_say(_("rapport undo %lld takes it back."), (long long)n->txn);
	if (n->rejected && !n->added && !n->changed && !n->same)
		return error_set(e, ERROR_FAILED, "%s", _("Every row was rejected: nothing was changed."));
	return 0;
}

static int save_map(struct cli *c, const struct import *im, struct error *e)
{
	const char *path = cli_option(c, "save-map");
	struct outfile f;
	struct sbuf text = SBUF_INIT;

	if (!path)
		return 0;
	if (outfile_open(&f, path, false, e) < 0)
		return -1;
	mapping_write(&text, import_mapping(im));
	fwrite(sbuf_text(&text), 1, text.len, f.to);
	sbuf_free(&text);
	return outfile_close(&f, true, e);
}

/* What an import of the same left that was broken off. */
static int take_back(struct cli *c, const struct import *im, struct error *e)
{
	struct request r = { .verb = VERB_UNDO };
	struct answer *a;
	int64_t rows;

	if (!import_broken(im, &rows, &r.batch))
		return error_set(e, ERROR_ABSENT, "%s", _("No import of this file by this map was broken off by you."));
	a = client_ask(c->client, &r, e);
	if (a)
		cli_say(P_("%lld row was taken back.", "%lld rows were taken back.", rows), (long long)rows);
	answer_free(a);
	return a ? 0 : -1;
}

/* Go on behind them, take them back, or neither. */
static char ask_broken(const struct import *im)
{
	const char *batch;
	int64_t rows;

	if (!import_broken(im, &rows, &batch))
		return confirmed() ? 'g' : 'l';
	fprintf(stderr,
		P_("%lld row was imported before it was broken off: go on, take it back, or leave it? [g/t/l] ",
		   "%lld rows were imported before it was broken off: go on, take them back, or leave it? [g/t/l] ",
		   rows),
		(long long)rows);
	return ask_letter("gt");
}

static int run(struct cli *c, struct import *im, struct error *e)
{
	bool yes = cli_option(c, "yes"), dry = cli_option(c, "dry-run"), tty = isatty(STDIN_FILENO);

	char what = yes ? 'g' : 'l';

	if (cli_option(c, "take-back"))
		return drive(c, im, IMPORT_DRY, e) < 0 ? -1 : take_back(c, im, e);
	if (save_map(c, im, e) < 0 || ((dry || !yes) && try_out(c, im, e) < 0))
		return -1;
	if (!dry && !yes && !tty)
		cli_say("%s", _("This was only tried: --yes imports it."));
	if (dry)
		return 0;
	if (!yes && tty)
		what = ask_broken(im);
	return what == 'g' ? import(c, im, e) : what == 't' ? take_back(c, im, e) : 0;
}

int run_import(struct cli *c, struct error *e)
{
	static const char *const names[] = { "encoding", "delimiter", "quotes", "header", "dates", "decimal",
					     "conflicts", "duplicates", "empty" };
	struct import_setting settings[LENGTH(names)];
	struct import_options o = { .path = c->words[0], .entity = c->entity, .map = cli_option(c, "map"),
				    .key = cli_option(c, "key"), .missing = cli_option(c, "missing"),
				    .settings = settings };
	struct import *im;
	int rc;

	for (size_t i = 0; i < LENGTH(names); i++)
		if (cli_option(c, names[i]))
			settings[o.nsettings++] = (struct import_setting){ names[i], cli_option(c, names[i]) };
	im = import_open(&o, &c->context, e);
	rc = im ? run(c, im, e) : -1;

	import_close(im);
	return rc;
}
