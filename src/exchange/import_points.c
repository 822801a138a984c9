/* The phones, e-mails and addresses of a file's records. A column of the primary one changes that; a
 * numbered one, phone2, asks that the record have it: it is found by what it says, else added. */
#include "base/text.h"
#include "exchange/import_private.h"

#define POINT_COLUMNS "kind,value,postcode,city,region,country,use,main"

static const char *const kinds[REACH_KINDS] = { "phone", "email", "address" };
static const unsigned fields[PLACE_FIELDS] = { POINT_VALUE,  POINT_POSTCODE, POINT_CITY,
					       POINT_REGION, POINT_COUNTRY,  POINT_USE };
enum { USE = PLACE_FIELDS - 1 };

static const struct entity *point_entity(void)
{
	return entity_at(ENTITY_POINT);
}

static const struct field *point_field(unsigned number)
{
	return &point_entity()->fields[number];
}

static int place_of(const struct field *f)
{
	for (int i = 0; i < PLACE_FIELDS; i++)
		if (!strcmp(point_field(fields[i])->name, f->name))
			return i;
	return -1;
}

void points_describe(struct import *im)
{
	im->reaches = false;
	im->most_points = 0;
	for (size_t i = 0; i < im->nslots; i++) {
		const struct target *t = &im->slots[i].target;

		im->reaches |= t->kind == TARGET_POINT;
		im->most_points = t->number > im->most_points ? t->number : im->most_points;
	}
}

/* What the book has */

/* What a point says, so that the same one typed otherwise is found: a phone's digits, else folded text. */
static void add_words(struct sbuf *key, const char *kind, const char *text)
{
	if (strcmp(kind, "phone") != 0 || !strpbrk(text, "0123456789")) {
		text_fold(key, text, strlen(text));
		return;
	}
	for (; *text; text++)
		if ((*text >= '0' && *text <= '9') || *text == '+')
			sbuf_putc(key, *text);
}

static const char *text_of(struct value v)
{
	return v.kind == VALUE_TEXT ? v.s : "";
}

static void make_key(struct sbuf *key, const char *kind, int64_t owner, const struct value *says)
{
	sbuf_printf(key, "%s/%lld", kind, (long long)owner);
	for (int i = 0; says && i < USE; i++) {
		sbuf_putc(key, '/');
		add_words(key, kind, text_of(says[i]));
	}
}

/* The primary point of a kind when `says` is NULL, else the one that says so. NULL: none is known. */
static struct point *find_point(const struct import *im, const char *kind, int64_t owner,
				const struct value *says)
{
	struct sbuf key = SBUF_INIT;
	const int64_t *at;

	make_key(&key, kind, owner, says);
	at = map_get(&im->points, key.data, key.len);
	sbuf_free(&key);
	return at ? &im->point[*at - 1] : NULL;
}

static void put_key(struct import *im, const char *kind, int64_t owner, const struct value *says)
{
	struct sbuf key = SBUF_INIT;
	int64_t *at;

	make_key(&key, kind, owner, says);
	at = map_put(&im->points, key.data, key.len);
	*at = *at ? *at : (int64_t)im->npoints;
	sbuf_free(&key);
}

static void know_point(struct import *im, const char *kind, int64_t owner, int64_t id,
		       const struct value says[PLACE_FIELDS], bool main)
{
	struct point *p = array_add(&im->point, &im->npoints, &im->points_room, sizeof(*p));

	p->id = id;
	for (int i = 0; i < PLACE_FIELDS; i++)
		p->hash[i] = value_hash(says[i]);
	if (main)
		put_key(im, kind, owner, NULL);
	if (im->most_points)
		put_key(im, kind, owner, says);
}

void points_ask(struct import *im, struct request *r, int64_t owner)
{
	struct sbuf columns = SBUF_INIT, filter = SBUF_INIT;

	sbuf_printf(&columns, "%s," POINT_COLUMNS, im->entity->name);
	if (owner)
		sbuf_printf(&filter, "%s.id=%lld ", im->entity->name, (long long)owner);
	if (!im->most_points)
		sbuf_puts(&filter, "main:yes");
	known_page(im, r, point_entity(), sbuf_text(&columns), sbuf_text(&filter));
	sbuf_free(&columns);
	sbuf_free(&filter);
}

void points_take(struct import *im, const struct table *t, size_t row)
{
	struct value owner = table_get(t, row, im->entity->name), kind = table_get(t, row, "kind");
	struct value main = table_get(t, row, "main"), says[PLACE_FIELDS];

	if (owner.kind == VALUE_NULL || kind.kind != VALUE_TEXT)
		return;
	for (int i = 0; i < PLACE_FIELDS; i++)
		says[i] = table_get(t, row, point_field(fields[i])->name);
	know_point(im, kind.s, owner.i, t->rows[row].id, says, main.kind == VALUE_INT && main.i);
}

/* What the file has */

/* What the row says of a point; false when it says nothing but its use. */
static bool read_point(const struct import *im, const char *kind, int number,
		       struct value says[PLACE_FIELDS])
{
	bool any = false;

	for (int i = 0; i < PLACE_FIELDS; i++)
		says[i] = VALUE_NONE;
	for (size_t i = 0; i < im->nslots; i++) {
		const struct slot *s = &im->slots[i];
		int place;

		if (s->target.kind != TARGET_POINT || s->target.number != number ||
		    strcmp(s->target.point, kind) != 0 || s->value.kind == VALUE_NULL)
			continue;
		place = place_of(s->target.field);
		says[place] = s->value;
		any |= place != USE;
	}
	return any;
}

/* Changes the point in what differs, or adds one. */
static void add_change(struct import *im, int64_t owner, const char *kind, struct point *p,
		       const struct value says[PLACE_FIELDS], bool use_only)
{
	const struct entity *e = point_entity();
	struct change c = { .kind = CHANGE_SAVE, .entity = e, .id = p ? p->id : 0 };

	for (int i = use_only ? USE : 0; i < PLACE_FIELDS; i++) {
		uint64_t hash = value_hash(says[i]);

		if (!hash || (p && p->hash[i] == hash))
			continue;
		if (p)
			p->hash[i] = hash;
		batch_set(im, &c, point_field(fields[i]), says[i]);
	}
	if (!c.nfields)
		return;
	if (!p) {
		batch_set(im, &c, point_field(POINT_KIND), value_text(kind));
		batch_set(im, &c, point_field(im->entity->id == ENTITY_CUSTOMER ? POINT_CUSTOMER : POINT_CONTACT),
			  value_ref(owner > 0 ? owner : -1, NULL));
	}
	*(struct change *)array_add(&im->batch.changes, &im->batch.n, &im->batch.room, sizeof(c)) = c;
}

/* Whether an earlier number of the row says the same. */
static bool said_before(const struct import *im, const char *kind, int number, const struct value *says)
{
	struct sbuf key = SBUF_INIT, other = SBUF_INIT;
	struct value before[PLACE_FIELDS];
	bool same = false;

	make_key(&key, kind, 0, says);
	for (int i = 0; i < number && !same; i++) {
		sbuf_reset(&other);
		if (!read_point(im, kind, i, before))
			continue;
		make_key(&other, kind, 0, before);
		same = key.len == other.len && !memcmp(key.data, other.data, key.len);
	}
	sbuf_free(&key);
	sbuf_free(&other);
	return same;
}

void points_add(struct import *im, int64_t owner)
{
	struct value says[PLACE_FIELDS];

	for (int k = 0; im->reaches && k < REACH_KINDS; k++) {
		struct point *p = owner > 0 ? find_point(im, kinds[k], owner, NULL) : NULL;

		if (read_point(im, kinds[k], 0, says) || (p && says[USE].kind != VALUE_NULL))
			add_change(im, owner, kinds[k], p, says, false);
		for (int number = 1; number <= im->most_points; number++) {
			if (!read_point(im, kinds[k], number, says) || said_before(im, kinds[k], number, says))
				continue;
			p = owner > 0 ? find_point(im, kinds[k], owner, says) : NULL;
			add_change(im, owner, kinds[k], p, says, p != NULL);
		}
	}
}

void points_saved(struct import *im, int64_t owner, const struct change *changes, const int64_t *ids,
		  size_t n)
{
	for (size_t i = 0; i < n && owner > 0; i++) {
		const struct change *c = &changes[i];
		struct value says[PLACE_FIELDS] = { VALUE_NONE };
		const char *kind = NULL;

		for (size_t k = 0; c->entity == point_entity() && k < c->nfields; k++) {
			int place = place_of(c->fields[k].field);

			if (place >= 0)
				says[place] = c->fields[k].value;
			else if (!strcmp(c->fields[k].field->name, "kind"))
				kind = c->fields[k].value.s;
		}
		if (kind) /* else it was there before */
			know_point(im, kind, owner, ids[i], says, true);
	}
}

void points_free(struct import *im)
{
	map_free(&im->points);
	free(im->point);
	im->point = NULL;
	im->npoints = im->points_room = 0;
}
