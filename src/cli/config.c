/* The settings, which only the screen knows. */
#include "cli/verb.h"

int run_config(struct cli *c, struct error *e)
{
	struct sbuf settings = SBUF_INIT, wrong = SBUF_INIT;
	bool check = c->nwords && !strcmp(c->words[0], "check");
	int rc = 0;

	if (c->nwords && !check)
		return error_set(e, ERROR_USAGE, _("rapport config knows no \"%s\", only check."), c->words[0]);
	c->ui->config(&settings, &wrong);
	if (!check)
		fputs(sbuf_text(&settings), stdout);
	if (wrong.len) {
		wrong.data[wrong.len - 1] = '\0';
		cli_say("%s", wrong.data);
		rc = error_set(e, ERROR_FAILED, "%s", _("The settings are in force but for these lines."));
	} else if (check) {
		cli_say("%s", _("The settings are right."));
	}
	sbuf_free(&settings);
	sbuf_free(&wrong);
	return rc;
}
