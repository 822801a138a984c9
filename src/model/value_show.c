/* Values for people. */
#include "base/number.h"
#include "base/repeat.h"
#include "model/entity.h"
#include "model/field.h"
#include "model/money.h"

/* From here on whole numbers are grouped, figures always: years and the like stay as they are said. */
#define GROUP_FROM 10000

static void show_int(struct sbuf *out, const struct field *f, int64_t i)
{
	if (f->flags & FIELD_DAYS)
		sbuf_printf(out, _("%dd"), (int)i);
	else if ((f->flags & FIELD_SYSTEM) || (!(f->flags & FIELD_FIGURE) && i < GROUP_FROM && i > -GROUP_FROM))
		number_write(out, i, 0, 0);
	else
		number_group(out, i, 0, 0);
}

/* "today 14:30", "Fri 10:00", "2025-11-18 10:00": at most 16 columns. */
static void show_stamp(struct sbuf *out, int64_t stamp, date_t today)
{
	struct civil c;

	stamp_to_local(stamp, &c);
	date_show(out, stamp_date(stamp), today, DATE_PLAIN);
	sbuf_printf(out, " %02d:%02d", c.hour, c.minute);
}

static void show_duration(struct sbuf *out, int64_t minutes)
{
	long long hours = minutes / 60, rest = minutes % 60;

	if (minutes && minutes % 1440 == 0)
		sbuf_printf(out, _("%lldd"), hours / 24);
	else if (!hours)
		sbuf_printf(out, _("%lldm"), rest);
	else if (!rest)
		sbuf_printf(out, _("%lldh"), hours);
	else
		sbuf_printf(out, _("%lldh%02lld"), hours, rest);
}

static void show_number(struct sbuf *out, const struct field *f, struct value v,
			const struct value_context *c)
{
	switch (f->type) {
	case FIELD_DECIMAL:
		number_group(out, v.i, 4, 0);
		break;
	case FIELD_PERCENT:
		percent_show(out, v.i, f->flags & FIELD_FIGURE);
		break;
	case FIELD_MONEY:
		money_show(out, v.i, v.s ? v.s : c->currency);
		break;
	case FIELD_DATE:
		date_show(out, (date_t)v.i, c->today, f->flags & FIELD_AGE ? DATE_AGO : DATE_PLAIN);
		break;
	case FIELD_STAMP:
		show_stamp(out, v.i, c->today);
		break;
	case FIELD_DURATION:
		show_duration(out, v.i);
		break;
	case FIELD_BOOL:
		sbuf_puts(out, v.i ? _("yes") : _("no"));
		break;
	case FIELD_REF:
		if (v.s)
			sbuf_puts(out, v.s);
		else
			sbuf_printf(out, "#%lld", (long long)v.i);
		break;
	default:
		show_int(out, f, v.i);
	}
}

/* Choices do not travel: a column of the store's own has only their names. What happened to a deal is such a
 * name, which alone means several things; others are their own words. */
static const char *choice_label(const struct field *f, const char *name)
{
	for (const struct choice *c = f->choices ? f->choices : moment_kind; c->name; c++)
		if (!strcmp(c->name, name))
			return _(c->label);
	return f->choices ? name : _(name);
}

static void show_tags(struct sbuf *out, const char *tags)
{
	for (; *tags; tags++) {
		sbuf_putc(out, *tags);
		if (*tags == ',')
			sbuf_putc(out, ' ');
	}
}

void value_show(struct sbuf *out, const struct field *f, struct value v,
		const struct value_context *c)
{
	if (v.kind == VALUE_INT)
		show_number(out, f, v, c);
	else if (v.kind == VALUE_TEXT && f->type == FIELD_CHOICE)
		sbuf_puts(out, choice_label(f, v.s));
	else if (v.kind == VALUE_TEXT && f->type == FIELD_TAGS)
		show_tags(out, v.s);
	else if (v.kind == VALUE_TEXT && f->type == FIELD_REPEAT)
		repeat_show(out, v.s);
	else if (v.kind == VALUE_TEXT)
		sbuf_puts(out, f->flags & FIELD_ENTITY && entity_find(v.s) ? _(entity_find(v.s)->label) : v.s);
}

void value_type(struct sbuf *out, const struct field *f, struct value v)
{
	char day[DATE_SIZE];
	struct civil c;

	if (v.kind == VALUE_INT && f->type == FIELD_STAMP) {
		stamp_to_local(v.i, &c);
		date_write_iso(stamp_date(v.i), day);
		sbuf_printf(out, "%s %02d:%02d", day, c.hour, c.minute);
		if (c.second)
			sbuf_printf(out, ":%02d", c.second);
	} else if ((v.kind == VALUE_INT && f->type == FIELD_DURATION) ||
		   (v.kind == VALUE_TEXT && f->type == FIELD_REPEAT)) {
		value_show(out, f, v, NULL);
	} else {
		value_write(out, f, v);
	}
}
