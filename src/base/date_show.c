/* Dates for people: near ones by name, far ones by number, never above ten columns. */
#include "base/date.h"

#include "base/intl.h"

static const char *const weekdays[] = {
    N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
};

static const char *const months[] = {
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
};

static void show_age(struct sbuf *out, int days)
{
	if (days < 14)
		sbuf_printf(out, _("%dd"), days);
	else if (days < 70)
		sbuf_printf(out, _("%dw"), days / 7);
	else if (days < 730)
		sbuf_printf(out, _("%dmo"), days * 12 / 365);
	else
		sbuf_printf(out, _("%dy"), (int)(days / 365.2425));
}

static void show_late(struct sbuf *out, int days)
{
	if (days < 100)
		sbuf_printf(out, _("%dd late"), days);
	else if (days < 730)
		sbuf_printf(out, _("%dmo late"), days * 12 / 365);
	else
		sbuf_printf(out, _("%dy late"), (int)(days / 365.2425));
}

static void show_plain(struct sbuf *out, date_t d, date_t today)
{
	struct civil c, now;
	char iso[DATE_SIZE];

	date_split(d, &c);
	date_split(today, &now);
	if (d >= today - 1 && d <= today + 1) {
		sbuf_puts(out, d < today ? _("yesterday") : d > today ? _("tomorrow") : _("today"));
	} else if (d > today && d - today < 7) {
		sbuf_puts(out, _(weekdays[c.weekday]));
	} else if (c.year == now.year) {
		sbuf_printf(out, _("%d %s"), c.day, _(months[c.month - 1]));
	} else {
		date_write_iso(d, iso);
		sbuf_puts(out, iso);
	}
}

static void show_whole(struct sbuf *out, date_t d, date_t today)
{
	struct civil c, now;
	char iso[DATE_SIZE];

	date_split(d, &c);
	date_split(today, &now);
	date_write_iso(d, iso);
	if (c.year == now.year)
		sbuf_printf(out, _("%s %d %s"), _(weekdays[c.weekday]), c.day, _(months[c.month - 1]));
	else
		sbuf_printf(out, "%s %s", _(weekdays[c.weekday]), iso);
}

void date_show(struct sbuf *out, date_t d, date_t today, enum date_style style)
{
	if (style == DATE_WHOLE)
		show_whole(out, d, today);
	else if (style == DATE_LATE && d < today)
		show_late(out, today - d);
	else if (style == DATE_AGO && d < today)
		show_age(out, today - d);
	else
		show_plain(out, d, today);
}

void date_show_whole(struct sbuf *out, date_t d)
{
	struct civil c;

	date_split(d, &c);
	sbuf_printf(out, _("%s %d %s %d"), _(weekdays[c.weekday]), c.day, _(months[c.month - 1]), c.year);
}
