/* Maps that were imported by, kept for the next file with the same columns: one file for each set of column
 * names, where the user's settings are. They are offered, never taken by themselves. */
#include "base/home.h"
#include "exchange/mapping.h"

/* The same names in the same order have the same number, on every host and every day. */
static uint64_t fingerprint(const char *const *header, size_t n)
{
	static const uint64_t known[2] = { 0x72617070, 0x6f7274 };
	struct sbuf all = SBUF_INIT;
	uint64_t hash;

	for (size_t i = 0; i < n; i++)
		sbuf_add(&all, header[i], strlen(header[i]) + 1);
	hash = map_hash(sbuf_text(&all), all.len, known);
	sbuf_free(&all);
	return hash;
}

char *mapping_saved_path(const struct entity *e, const char *const *header, size_t n)
{
	char *name = xasprintf("maps/%s-%016llx.map", e->name, (unsigned long long)fingerprint(header, n));
	char *path = home_config(name);

	free(name);
	return path;
}

bool mapping_keep(const struct mapping *m, const char *const *header, size_t n)
{
	char *path = mapping_saved_path(m->entity, header, n);
	struct sbuf text = SBUF_INIT;
	bool kept;

	if (!path)
		return false;
	mapping_write(&text, m);
	kept = home_write(path, sbuf_text(&text), text.len);
	sbuf_free(&text);
	free(path);
	return kept;
}

bool mapping_says(const struct mapping *m, const char *path)
{
	struct sbuf text = SBUF_INIT;
	FILE *f = fopen(path, "re");
	bool same = f != NULL;
	size_t i = 0;
	int c;

	mapping_write(&text, m);
	while (f && (c = getc(f)) != EOF)
		same = same && i < text.len && (unsigned char)text.data[i++] == c;
	if (f)
		fclose(f);
	same = same && i == text.len;
	sbuf_free(&text);
	return same;
}
