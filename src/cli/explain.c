/* How figures are made: those of a record, and those of a report's rows. */
#include "base/text.h"
#include "base/utf8.h"
#include "cli/verb.h"
#include "model/figure.h"

static int widest(const struct table *t, const char *column)
{
	int most = 0;

	for (size_t i = 0; i < t->nrows; i++) {
		struct value v = table_get(t, i, column);
		int w = v.kind ? utf8_columns(v.s) : 0;

		most = w > most ? w : most;
	}
	return most;
}

static void put_cell(struct sbuf *line, const struct table *t, size_t row, const char *column)
{
	struct value v = table_get(t, row, column);

	sbuf_printf(line, "%s%*s  ", v.kind ? v.s : "", widest(t, column) - (v.kind ? utf8_columns(v.s) : 0), "");
}

/* "÷ Rate  11.5000  Ana Ruiz, 2026-11-22 11:20", in columns. */
void explain_bill(const struct table *t)
{
	cli_print(t->title);
	if (t->note)
		cli_print(t->note);
	for (size_t i = 0; i < t->nrows; i++) {
		const char *sign = figure_sign(t, i);
		struct sbuf line = SBUF_INIT;

		sbuf_printf(&line, "  %s%s ", sign, *sign ? "" : " ");
		put_cell(&line, t, i, "part");
		put_cell(&line, t, i, "value");
		put_cell(&line, t, i, "who");
		while (line.len && line.data[line.len - 1] == ' ')
			line.data[--line.len] = '\0';
		cli_print(sbuf_text(&line));
		sbuf_free(&line);
	}
}

static int tell(struct cli *c, struct request *r, struct error *e)
{
	struct answer *a = client_ask(c->client, r, e);
	bool people = cli_format(c, NULL) == FORMAT_TABLE;
	int rc = !a ? -1 : people ? 0 : cli_tables(c, a, e);

	for (size_t i = 0; a && people && i < a->ntables; i++) {
		if (i)
			putchar('\n');
		explain_bill(a->tables[i]);
	}
	if (a && !a->ntables)
		cli_say("%s", _("There is no figure here to explain."));
	answer_free(a);
	return rc;
}

/* "amount,weighted" of the words from the second on, each of which must be a field. */
static const char *fields_of(struct cli *c, struct error *e)
{
	struct sbuf names = SBUF_INIT;
	const char *all = "";

	for (size_t i = 1; i < c->nwords && all; i++) {
		const char *near = entity_nearest_field(c->entity, c->words[i]);

		sbuf_printf(&names, "%s%s", i > 1 ? "," : "", c->words[i]);
		if (entity_field(c->entity, c->words[i]))
			continue;
		error_set(e, ERROR_USAGE, near ? _("%s has no field %s. Did you mean %s?") :
						 _("%s has no field %s."), _(c->entity->label), c->words[i], near);
		all = NULL;
	}
	if (all)
		all = arena_strdup(&c->arena, sbuf_text(&names));
	sbuf_free(&names);
	return all;
}

/* What a record has that is no field of it. */
static bool is_part(const char *word)
{
	return !strcmp(word, "timeline") || !strcmp(word, "history");
}

int run_explain(struct cli *c, struct error *e)
{
	struct request r = { .verb = VERB_EXPLAIN, .entity = c->entity };
	bool part = c->nwords == 2 && is_part(c->words[1]);
	const char *fields = part ? "" : fields_of(c, e);

	if (!fields || cli_format(c, e) < 0)
		return -1;
	r.id = ref_find(c, c->entity, c->words[0], e);
	r.columns = *fields ? fields : NULL;
	r.words = part ? c->words[1] : NULL;
	return r.id ? tell(c, &r, e) : -1;
}

int explain_found(struct cli *c, const char *words, int64_t limit, struct error *e)
{
	return tell(c, &(struct request){ .verb = VERB_EXPLAIN, .words = "found", .expr = words, .limit = limit }, e);
}

int explain_pairs(struct cli *c, const struct table *t, const char *words, struct error *e)
{
	struct request many = { .verb = VERB_EXPLAIN, .entity = t->entity, .words = t->name };
	bool all = !strcmp(words, "all"), found = all;

	for (size_t i = 0; i < t->nrows; i++) {
		const char *one = table_get(t, i, "name").s, *other = table_get(t, i, "other_name").s;
		int64_t ids[] = { t->rows[i].id, table_get(t, i, "other").i };
		struct request r = { .verb = VERB_EXPLAIN, .entity = t->entity, .ids = ids, .nids = 2 };

		if (!(all || (one && text_finds(one, words)) || (other && text_finds(other, words))))
			continue;
		found = true;
		cli_say("%s ~ %s", one ? one : "", other ? other : "");
		if (tell(c, &r, e) < 0)
			return -1;
	}
	if (!found)
		return error_set(e, ERROR_ABSENT, _("No pair has \"%s\"."), words);
	return all && t->nrows ? tell(c, &many, e) : 0;
}

/* What names the row: its title, else what stands in its first column. */
static const char *title_of(struct cli *c, const struct table *t, const struct row *row)
{
	const char *title = table_title(t, row);
	struct sbuf text = SBUF_INIT;

	if (!title && t->ncolumns) {
		value_show(&text, &t->columns[0].field, row->cells[0], &c->context);
		title = arena_strdup(&c->arena, sbuf_text(&text));
		sbuf_free(&text);
	}
	return title ? title : "";
}

static int tell_row(struct cli *c, struct request *r, const struct table *t, size_t row, struct error *e)
{
	const struct row *line = &t->rows[row];
	struct request record = { .verb = VERB_EXPLAIN, .entity = line->entity, .id = line->id };

	cli_say("%s", title_of(c, t, line));
	r->offset = (int64_t)row;
	r->limit = 1;
	return tell(c, line->entity && t->entity && !line->drill ? &record : r, e);
}

int explain_report(struct cli *c, const struct request *report, const struct answer *a, const char *words,
		   struct error *e)
{
	struct request r = *report;
	bool all = !strcmp(words, "all"), found = all;

	r.verb = VERB_EXPLAIN;
	for (size_t i = 0; i < a->ntables; i++) {
		const struct table *t = a->tables[i];

		r.words = t->name;
		for (size_t row = 0; row < t->nrows; row++) {
			if (!(all || text_finds(title_of(c, t, &t->rows[row]), words)))
				continue;
			found = true;
			if (tell_row(c, &r, t, row, e))
				return -1;
		}
		r.limit = 0;
		if (all && t->nrows && tell(c, &r, e))
			return -1;
	}
	return found ? 0 : error_set(e, ERROR_ABSENT, _("No row of the report has \"%s\"."), words);
}
