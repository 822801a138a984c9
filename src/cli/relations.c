/* Who stands how to whom: as a text tree around a record, and as the way from one to another. */
#include "cli/verb.h"

/* "owns Zeta" two steps in. */
static const char *tree_line(const struct table *t, size_t row, struct arena *a)
{
	struct value words = table_get(t, row, "relation"), name = table_get(t, row, "name");

	return arena_printf(a, "%*s%s%s%s", (int)(2 * table_get(t, row, "depth").i), "",
			    words.kind ? words.s : "", words.kind ? " " : "", name.kind ? name.s : "");
}

/* A copy for people: one column says the depth, the relation and the name. Caller frees. */
static struct table *tree_of(const struct table *t)
{
	static const char *const told[] = { "name", "depth", "relation" };
	struct table *tree = table_new(t->name);
	size_t kept[16], n = 0;

	tree->title = t->title;
	tree->note = t->note;
	table_add_column(tree, "name", N_("Name"), FIELD_TEXT);
	for (size_t i = 0; i < t->ncolumns && n < LENGTH(kept); i++) {
		bool said = false;

		for (size_t k = 0; k < LENGTH(told); k++)
			said = said || !strcmp(t->columns[i].name, told[k]);
		if (said)
			continue;
		*table_add_column(tree, t->columns[i].name, t->columns[i].label,
				  t->columns[i].field.type) = t->columns[i];
		kept[n++] = i;
	}
	for (size_t i = 0; i < t->nrows; i++) {
		struct row *r = table_add_row(tree);
		table_set(tree, r, 0, value_text(tree_line(t, i, &tree->arena)));
		for (size_t k = 0; k < n; k++)
			table_set(tree, r, k + 1, t->rows[i].cells[kept[k]]);
	}
	return tree;
}

static int print_tree(const struct cli *c, const struct table *t, bool first, struct error *e)
{
	struct table *tree;
	int rc;

	if (!t)
		return 0;
	tree = tree_of(t);
	if (!first)
		putchar('\n');
	cli_print(_(t->title));
	rc = cli_table(c, tree, e);
	if (t->note)
		cli_print(t->note);
	table_free(tree);
	return rc;
}

static struct answer *ask(struct cli *c, const char *to, struct error *e)
{
	int64_t id = ref_find(c, c->entity, c->words[0], e);
	struct named_value args[2];
	struct request r = { .verb = VERB_REPORT, .name = "relations", .args = args, .nargs = to ? 2 : 1 };

	if (!id)
		return NULL;
	args[0] = (struct named_value){ "of", arena_printf(&c->arena, "%s %lld", c->entity->name,
							   (long long)id) };
	args[1] = (struct named_value){ "to", to };
	return client_ask(c->client, &r, e);
}

int run_relations(struct cli *c, struct error *e)
{
	int format = cli_format(c, e), rc;
	struct answer *a = format < 0 ? NULL : ask(c, NULL, e);

	if (!a)
		return -1;
	if (format == FORMAT_TABLE)
		rc = print_tree(c, answer_table(a, "tree"), true, e) ||
				     print_tree(c, answer_table(a, "network"), !answer_table(a, "tree"), e) ?
			     -1 :
			     0;
	else
		rc = cli_tables(c, a, e);
	answer_free(a);
	return rc;
}

/* "contact Kim" as it is; a word alone is of the same kind as the first. */
static const char *goal_of(struct cli *c)
{
	const char *typed = cli_rest(c, 1);
	size_t len = strcspn(typed, " :");
	const char *word = arena_printf(&c->arena, "%.*s", (int)len, typed);
	const struct entity *e = typed[len] ? entity_find(word) : NULL;

	return e && entity_child(e, "relations") ?
		       typed :
		       arena_printf(&c->arena, "%s %s", c->entity->name, typed);
}

int run_path(struct cli *c, struct error *e)
{
	int format = cli_format(c, e), rc;
	struct answer *a = format < 0 ? NULL : ask(c, goal_of(c), e);
	const struct table *t = answer_table(a, "path");

	if (!t)
		return -1;
	if (!t->nrows)
		rc = error_set(e, ERROR_ABSENT, _("There is %s."), t->note);
	else if (format == FORMAT_TABLE)
		rc = print_tree(c, t, true, e);
	else
		rc = cli_table(c, t, e);
	answer_free(a);
	return rc;
}
