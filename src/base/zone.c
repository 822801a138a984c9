/* Instants and the clocks on people's walls: the process's time zone. */
#include "base/date.h"

#include <unistd.h>

#define DAY 86400

/* How far local time is ahead of UTC at an instant, in seconds. */
static int64_t zone_offset(int64_t stamp)
{
	time_t t = (time_t)stamp;
	struct tm tm;

	return localtime_r(&t, &tm) ? tm.tm_gmtoff : 0;
}

static int64_t floor_days(int64_t seconds)
{
	return seconds / DAY - (seconds % DAY < 0);
}

void stamp_to_local(int64_t stamp, struct civil *c)
{
	int64_t local = stamp + zone_offset(stamp);
	int64_t days = floor_days(local);
	int s = (int)(local - days * DAY);

	date_split((date_t)(days < DATE_FIRST  ? DATE_FIRST
			    : days > DATE_LAST ? DATE_LAST
					       : days),
		   c);
	c->hour = s / 3600;
	c->minute = s / 60 % 60;
	c->second = s % 60;
}

/* mktime leaves it open which of two instants it takes and where a skipped time goes, so both
 * offsets, that of a day before and that of a day after, are tried here: where clocks are put back
 * the first makes the earlier instant, where they skip it moves the time forward by the gap. */
int64_t stamp_from_local(const struct civil *c)
{
	int64_t local = (int64_t)date_make(c->year, c->month, c->day) * DAY + c->hour * 3600 +
			c->minute * 60 + c->second;
	int64_t before = local - zone_offset(local - DAY);
	int64_t after = local - zone_offset(local + DAY);

	if (before + zone_offset(before) != local && after + zone_offset(after) == local)
		return after;
	return before;
}

date_t stamp_date(int64_t stamp)
{
	return (date_t)floor_days(stamp + zone_offset(stamp));
}

int64_t stamp_of_date(date_t d)
{
	struct civil c;

	date_split(d, &c);
	return stamp_from_local(&c);
}

/* Zones by name */

#define ZONES "/usr/share/zoneinfo/"

bool zone_known(const char *name)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
	char path[sizeof(ZONES) + ZONE_SIZE];
	size_t n = strlen(name);

	/* Only names that lead nowhere else. */
	if (!n || n >= ZONE_SIZE || name[strspn(name, letters)] || *name == '/' || *name == '-')
		return false;
	snprintf(path, sizeof(path), ZONES "%s", name);
	return access(path, R_OK) == 0;
}

bool zone_name(char out[ZONE_SIZE])
{
	const char *tz = getenv("TZ"), *name;
	char path[256];
	ssize_t n;

	if (tz && *tz) {
		name = *tz == ':' ? tz + 1 : tz;
	} else {
		n = readlink("/etc/localtime", path, sizeof(path) - 1);
		path[n > 0 ? n : 0] = '\0';
		name = strstr(path, "zoneinfo/");
		name = name ? name + strlen("zoneinfo/") : "";
	}
	if (!zone_known(name))
		return false;
	snprintf(out, ZONE_SIZE, "%s", name);
	return true;
}

static void set_zone(const char *name)
{
	if (name)
		setenv("TZ", name, 1);
	else
		unsetenv("TZ");
	tzset();
}

struct zone_left zone_enter(const char *name)
{
	const char *was = getenv("TZ");
	struct zone_left left = { NULL, name && zone_known(name) };

	if (!left.entered)
		return left;
	left.was = was ? xstrdup(was) : NULL;
	set_zone(name);
	return left;
}

void zone_leave(struct zone_left *left)
{
	if (left->entered)
		set_zone(left->was);
	free(left->was);
	*left = (struct zone_left){ NULL, false };
}
