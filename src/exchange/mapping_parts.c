/* Columns of first and last names, which are joined to the name that is kept. */
#include "base/locale.h"
#include "exchange/mapping_private.h"

/* What they are called, as target_squash leaves it, each between two spaces: in the languages of
 * mapping_words.c, and in Italian, Portuguese, Dutch, Polish, Russian, the Nordic languages, Hungarian,
 * Vietnamese, Japanese and Korean. The words of the last rows may mean the whole name as well. */
static const struct {
	enum person_part part;
	bool family_first; /* in that language, in letters that do not tell */
	const char *words;
} rows[] = {
	{ PERSON_FAMILY, false,
	  " lastname surname familyname nachname familienname zuname nomdefamille apellido apellidos cognome sobrenome"
	  " apelido achternaam efternamn etternavn efternavn nazwisko фамилия 姓 姓氏 성 " },
	{ PERSON_GIVEN, false,
	  " firstname givenname forename vorname prenom nombres voornaam fornamn fornavn imie имя 名 " },
	{ PERSON_FAMILY, true, " vezeteknev csaladnev ho " },
	{ PERSON_GIVEN, true, " keresztnev utonev ten " },
	{ PERSON_MIDDLE, false, " middlename additionalname deuxiemeprenom segundonombre отчество 中间名 中間名 " },
	{ PERSON_FAMILY, false, " name nom " },
	{ PERSON_GIVEN, false, " nombre nome 名字 이름 " },
};

static bool says(const char *header, const char *words)
{
	struct sbuf word = SBUF_INIT;
	bool found;

	sbuf_putc(&word, ' ');
	target_squash(&word, header);
	found = word.len > 1;
	sbuf_putc(&word, ' ');
	found = found && strstr(words, sbuf_text(&word));
	sbuf_free(&word);
	return found;
}

/* 1 + the column of each part; 0: it has none. */
static void find_parts(struct mapping *m, size_t at[PERSON_PARTS])
{
	for (size_t k = 0; k < LENGTH(rows); k++)
		for (size_t i = 0; i < m->ncolumns && !at[rows[k].part]; i++)
			if (says(m->columns[i].header, rows[k].words)) {
				at[rows[k].part] = i + 1;
				m->family_first |= rows[k].family_first;
			}
}

/* Whether the column is the whole name's, though there may be others with parts of it. Beside both of them "Name"
 * is one of them, if they are not found otherwise, and "Title" is no name. */
static bool is_whole(const struct mapping *m, size_t i, const size_t at[PERSON_PARTS])
{
	const struct mapping_column *c = &m->columns[i];
	bool both = at[PERSON_FAMILY] && at[PERSON_GIVEN];
	struct target t = c->target;

	if (!t.field && !mapping_guess_header(m->entity, c->header, &t))
		return false;
	if (t.kind != TARGET_FIELD || strcmp(t.name, m->entity->title) != 0)
		return false;
	return !both || (at[PERSON_FAMILY] != i + 1 && at[PERSON_GIVEN] != i + 1 && !says(c->header, " title "));
}

void mapping_guess_parts(struct mapping *m)
{
	static const char *const names[PERSON_PARTS] = { "last_name", "first_name", "middle_name" };
	size_t at[PERSON_PARTS] = { 0 };
	struct target t;

	if (!target_find(m->entity, names[PERSON_FAMILY], &t))
		return;
	m->family_first = locale_family_first();
	find_parts(m, at);
	for (size_t i = 0; i < m->ncolumns; i++)
		if (is_whole(m, i, at))
			return;
	for (size_t part = 0; part < PERSON_PARTS && (at[PERSON_FAMILY] || at[PERSON_GIVEN]); part++)
		if (at[part] && target_find(m->entity, names[part], &t))
			m->columns[at[part] - 1].target = t;
}

bool mapping_guess_job(const struct entity *e, const char *header, struct target *out)
{
	return says(header, " title ") && target_find(e, "job", out);
}
