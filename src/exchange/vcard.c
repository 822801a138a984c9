#include "exchange/vcard.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/intl.h"
#include "exchange/mapping_private.h"

static bool has_ending(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot && (!strcasecmp(dot, ".vcf") || !strcasecmp(dot, ".vcard"));
}

/* The first letters of a card or calendar, spread by NUL bytes where the file is in UTF-16. */
static bool begins(const char *bytes, size_t n, const char *begin)
{
	size_t at = 0;

	for (size_t i = 0; i < n && begin[at]; i++) {
		if (!bytes[i] || (at == 0 && strchr("\xEF\xBB\xBF\xFE\xFF \t\r\n", bytes[i])))
			continue;
		if (strncasecmp(&bytes[i], &begin[at], 1) != 0)
			return false;
		at++;
	}
	return !begin[at];
}

static bool holds_cards(const char *path)
{
	char bytes[64];
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : read(fd, bytes, sizeof(bytes));

	if (fd >= 0)
		close(fd);
	return has_ending(path) || (got > 0 && begins(bytes, (size_t)got, "BEGIN:VCARD"));
}

/* The same of calendars. */
static bool holds_calendar(const char *path)
{
	char bytes[64];
	const char *dot = strrchr(path, '.');
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : read(fd, bytes, sizeof(bytes));

	if (fd >= 0)
		close(fd);
	return (dot && (!strcasecmp(dot, ".ics") || !strcasecmp(dot, ".ical"))) ||
	       (got > 0 && begins(bytes, (size_t)got, "BEGIN:VCALENDAR"));
}

int vcard_format(const char *path, const struct entity *entity, const char **format, struct error *e)
{
	*format = NULL;
	if (holds_calendar(path) && entity->id != ENTITY_ACTIVITY)
		return error_set(e, ERROR_USAGE, _("%s is a calendar: only activities come of it."), path);
	if (holds_calendar(path)) {
		*format = "icalendar";
		return 0;
	}
	if (!holds_cards(path))
		return 0;
	if (entity->id == ENTITY_CONTACT)
		*format = "vcard-contacts";
	else if (entity->id == ENTITY_CUSTOMER)
		*format = "vcard-customers";
	else
		return error_set(e, ERROR_USAGE,
				 _("%s holds address cards: only contacts and customers come of those."), path);
	return 0;
}

void vcard_mapping(struct mapping *m, const char *const *header, size_t n)
{
	const struct field *customer = entity_field(m->entity, "customer");

	for (size_t i = 0; i < n; i++) {
		struct target t;
		bool found = target_find(m->entity, header[i], &t);

		mapping_add_column(m, header[i])->target = found ? t : (struct target){ 0 };
	}
	/* What another calendar gave is known by its id; what we gave ourselves, by what it is and when. */
	if (m->entity->id == ENTITY_ACTIVITY) {
		static const char *const spare[] = { "subject", "start", "due" };

		mapping_set_key(m, "uid", NULL);
		for (size_t i = 0; i < LENGTH(spare); i++)
			m->spare[m->nspare++] = entity_must(m->entity, spare[i]);
	}
	if (customer)
		m->missing[entity_index(m->entity, customer)] = MISSING_CREATE;
}
