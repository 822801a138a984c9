#include "model/similar_score.h"

#include <math.h>

#include "base/intl.h"
#include "model/similar.h"

#define NAME_LEAST   .75 /* likeness from which a name counts: unrelated ones reach as much by chance */
#define NAME_SAME    .9  /* likeness of what is the same name for two eyes */
#define EMAIL_WEAK   .8  /* the same but for dots and tags */
#define LEAST_SAID   40  /* a phone alone is not the whole record */

/* What a trait gives when it agrees, what it costs when it differs; how often it agrees in records of the
 * same one and of different ones (m, u), by which equal scores are ordered. */
static const struct weight {
	double agrees, differs, m, u;
} weights[TRAITS] = {
	[TRAIT_NAME] = { 40, 40, .95, .002 },  [TRAIT_PHONE] = { 20, 10, .6, .0002 },
	[TRAIT_EMAIL] = { 20, 10, .6, .0002 },  [TRAIT_TAX] = { 10, 10, .98, .00001 },
	[TRAIT_CITY] = { 10, 10, .9, .05 },    [TRAIT_CUSTOMER] = { 20, 20, .8, .001 },
};

static const char *key_of(enum trait trait, const char *typed, struct arena *a)
{
	struct name_key employer;

	switch (trait) {
	case TRAIT_PHONE:
		return phone_key(typed, a);
	case TRAIT_EMAIL:
		return email_key(typed, a);
	case TRAIT_TAX:
		return tax_key(typed, a);
	case TRAIT_CITY:
		return city_key(typed, a);
	default:
		name_key_make(&employer, typed, false, a);
		return *employer.core ? employer.core : NULL;
	}
}

static struct trait_key *grow(struct traits *t)
{
	struct trait_key *more;

	if (t->n == t->room) {
		t->room = t->room ? 2 * t->room : 4;
		more = arena_alloc(t->arena, t->room * sizeof(*more));
		if (t->n)
			memcpy(more, t->keys, t->n * sizeof(*more));
		t->keys = more;
	}
	return &t->keys[t->n];
}

void traits_add(struct traits *t, enum trait trait, const char *typed)
{
	struct trait_key k = { .trait = trait };

	if (trait == TRAIT_NAME) {
		k.name = arena_alloc(t->arena, sizeof(*k.name));
		name_key_make(k.name, typed, t->person, t->arena);
		k.key = *k.name->core ? k.name->core : NULL;
	} else {
		k.key = key_of(trait, typed, t->arena);
	}
	if (!k.key)
		return;
	if (trait == TRAIT_EMAIL)
		k.weak = email_weak(k.key, t->arena);
	*grow(t) = k;
	t->n++;
}

const struct trait_key *traits_next(const struct traits *t, enum trait trait,
				    const struct trait_key *after)
{
	for (size_t i = after ? (size_t)(after - t->keys) + 1 : 0; i < t->n; i++)
		if (t->keys[i].trait == trait)
			return &t->keys[i];
	return NULL;
}

/* A domain of its own says something of a firm; of a person only that two are colleagues. */
static double emails_alike(const struct trait_key *a, const struct trait_key *b, bool persons)
{
	const char *domain = email_domain(a->key);

	if (!strcmp(a->key, b->key))
		return 1;
	if (!strcmp(a->weak, b->weak))
		return EMAIL_WEAK;
	return !persons && !strcmp(domain, email_domain(b->key)) && !email_is_free(domain)
		       ? SIMILAR_DOMAIN : 0;
}

static double keys_alike(const struct trait_key *a, const struct trait_key *b, bool persons)
{
	switch (a->trait) {
	case TRAIT_NAME:
		return name_key_alike(a->name, b->name);
	case TRAIT_EMAIL:
		return emails_alike(a, b, persons);
	case TRAIT_TAX:
		return tax_key_same(a->key, b->key);
	default:
		return !strcmp(a->key, b->key);
	}
}

/* The best pair of all that both have. */
double traits_alike(const struct traits *a, const struct traits *b, enum trait trait, const struct trait_key **one,
		    const struct trait_key **other)
{
	double best = -1;

	for (const struct trait_key *x = traits_next(a, trait, NULL); x; x = traits_next(a, trait, x))
		for (const struct trait_key *y = traits_next(b, trait, NULL); y && best < 1;
		     y = traits_next(b, trait, y)) {
			double alike = keys_alike(x, y, a->person && b->person);

			if (alike <= best)
				continue;
			best = alike;
			*one = x;
			*other = y;
		}
	return best;
}

/* How much of its weight a likeness earns. */
static double earned(enum trait trait, double alike)
{
	if (trait == TRAIT_NAME)
		return alike > NAME_LEAST ? (alike - NAME_LEAST) / (1 - NAME_LEAST) : 0;
	return alike;
}

bool similar_part(const struct similar *s, enum trait trait, struct similar_part *out)
{
	static const char *const labels[TRAITS] = {
		[TRAIT_NAME] = N_("Name"),     [TRAIT_PHONE] = N_("Phone"), [TRAIT_EMAIL] = N_("E-mail"),
		[TRAIT_TAX] = N_("Tax id"),    [TRAIT_CITY] = N_("City"),   [TRAIT_CUSTOMER] = N_("Customer"),
	};
	const struct weight *w = &weights[trait];
	double part = earned(trait, s->alike[trait]);

	*out = (struct similar_part){ labels[trait], part * w->agrees, part > 0 ? w->agrees : w->differs };
	return s->alike[trait] >= 0;
}

double similar_said(const struct similar *s)
{
	struct similar_part part;
	double said = 0;

	for (int i = 0; i < TRAITS; i++)
		if (similar_part(s, (enum trait)i, &part))
			said += part.weighs;
	return fmax(said, LEAST_SAID);
}

double similar_mean(const struct similar *s)
{
	struct similar_part part;
	double got = 0;

	for (int i = 0; i < TRAITS; i++)
		if (similar_part(s, (enum trait)i, &part))
			got += part.earned;
	return 100 * got / similar_said(s);
}

static double evidence(const struct similar *s)
{
	double bits = 0;

	for (size_t i = 0; i < TRAITS; i++)
		if (s->alike[i] >= 0)
			bits += similar_weight(weights[i].m, weights[i].u,
					       earned((enum trait)i, s->alike[i]));
	return bits;
}

/* What the mean of the parts does not know: which of them decide. From `low` to `high` it stands. */
struct bounds {
	int low, high;
	const char *at_least, *at_most; /* why, N_() */
};

static struct bounds bounds_of(const struct similar *s)
{
	bool name = s->alike[TRAIT_NAME] >= NAME_SAME, phone = s->alike[TRAIT_PHONE] == 1;
	bool email = s->alike[TRAIT_EMAIL] == 1;

	if (s->apart)
		return (struct bounds){ 0, SIMILAR_REVIEW - 1, NULL, N_("the tax ids differ") };
	if (s->alike[TRAIT_TAX] == 1)
		return (struct bounds){ SIMILAR_CERTAIN, 100, N_("the same tax id suffices"), NULL };
	return (struct bounds){ name + phone + email >= 2 ? SIMILAR_REVIEW : 0,
				phone || email ? 100 : SIMILAR_CERTAIN - 1,
				N_("two keys of three agree"),
				N_("no phone or e-mail agrees") };
}

static int judged(const struct similar *s, double score)
{
	struct bounds b = bounds_of(s);
	int whole = (int)lround(score);

	return whole < b.low ? b.low : whole > b.high ? b.high : whole;
}

const char *similar_why(const struct similar *s)
{
	int mean = (int)lround(similar_mean(s));
	struct bounds b = bounds_of(s);

	return mean < b.low ? b.at_least : mean > b.high ? b.at_most : NULL;
}

struct similar similar_compare(const struct traits *a, const struct traits *b)
{
	const struct trait_key *one, *other;
	struct similar s = { .score = 0 };

	for (size_t i = 0; i < TRAITS; i++)
		s.alike[i] = traits_alike(a, b, (enum trait)i, &one, &other);
	s.apart = s.alike[TRAIT_TAX] == 0;
	s.score = judged(&s, similar_mean(&s));
	s.weight = evidence(&s);
	return s;
}

static const char *const same[TRAITS] = {
	[TRAIT_NAME] = N_("same name"),     [TRAIT_PHONE] = N_("same phone"),
	[TRAIT_EMAIL] = N_("same e-mail"),  [TRAIT_TAX] = N_("same tax id"),
	[TRAIT_CITY] = N_("same city"),     [TRAIT_CUSTOMER] = N_("same customer"),
};

static void say(struct sbuf *out, size_t start, const char *words)
{
	if (out->len > start)
		sbuf_puts(out, _(", "));
	sbuf_puts(out, words);
}

static void say_part(struct sbuf *out, size_t start, enum trait trait, double alike)
{
	char percent[64];

	if (alike == 1)
		say(out, start, _(same[trait]));
	else if (trait == TRAIT_EMAIL && alike >= EMAIL_WEAK)
		say(out, start, _("nearly the same e-mail"));
	else if (trait == TRAIT_EMAIL && alike > 0)
		say(out, start, _("same e-mail domain"));
	else if (trait == TRAIT_NAME && alike > NAME_LEAST) {
		snprintf(percent, sizeof(percent), _("name %d %%"), (int)floor(alike * 100));
		say(out, start, percent);
	}
}

void similar_say(struct sbuf *out, const struct similar *s)
{
	static const enum trait order[] = { TRAIT_TAX,	TRAIT_PHONE, TRAIT_EMAIL,
					    TRAIT_NAME, TRAIT_CITY,  TRAIT_CUSTOMER };
	size_t start = out->len;

	for (size_t i = 0; i < LENGTH(order); i++)
		say_part(out, start, order[i], s->alike[order[i]]);
	if (s->apart)
		say(out, start, _("different tax ids"));
}
