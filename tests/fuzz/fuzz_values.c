/* What people type as numbers, days and lengths of time: whatever the bytes, there are at most two
 * readings, they are different, each lies where it may, and its plain form reads back as itself. */
#include "base/date.h"
#include "base/number.h"

#include "fuzz.h"

static void must(bool holds, const char *what)
{
	if (!holds)
		BUG("%s", what);
}

/* Up to 18 places number_write can show; further ones are zeros or none. */
static void check_number(const char *text)
{
	struct number n[2], again[2];
	struct sbuf plain = SBUF_INIT;
	int readings = number_read(text, "EUR", n, NULL);
	int64_t back;

	must(readings >= 0 && readings <= 2, "a number has too many readings");
	must(readings < 2 || n[0].mantissa != n[1].mantissa || n[0].places != n[1].places,
	     "two readings are one");
	for (int i = 0; i < readings; i++) {
		must(n[i].places >= 0, "places below none");
		if (n[i].places > 18)
			continue;
		sbuf_reset(&plain);
		number_write(&plain, n[i].mantissa, n[i].places, n[i].places);
		must(!number_decimal(plain.data, n[i].places, &back) && back == n[i].mantissa,
		     "a plain number does not read back");
		must(number_read(plain.data, NULL, again, NULL) > 0, "nor does a person read it");
	}
	sbuf_free(&plain);
}

static void check_date(const char *text, date_t today)
{
	struct when w[2], again[2];
	char iso[DATE_SIZE];
	int readings = date_read(text, today, w, NULL);

	must(readings >= 0 && readings <= 2, "a day has too many readings");
	for (int i = 0; i < readings; i++) {
		must(w[i].date >= DATE_FIRST && w[i].date <= DATE_LAST, "a day that is not");
		must(w[i].hour >= 0 && w[i].hour <= 23 && w[i].minute >= 0 && w[i].minute <= 59 &&
			 w[i].second >= 0 && w[i].second <= 59,
		     "a time that is not");
		date_write_iso(w[i].date, iso);
		must(date_read(iso, today, again, NULL) == 1 && again[0].date == w[i].date,
		     "a written day does not read back");
	}
}

static void check_duration(const char *text)
{
	struct sbuf plain = SBUF_INIT;
	int minutes = duration_read(text, NULL);

	must(minutes >= -1 && minutes <= DURATION_MAX, "a length out of bounds");
	if (minutes >= 0) {
		number_write(&plain, minutes, 0, 0);
		must(duration_read(plain.data, NULL) == minutes, "a length does not read back");
	}
	sbuf_free(&plain);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xstrndup((const char *)data, size);

	check_number(text);
	check_date(text, date_make(2026, 11, 18));
	check_date(text, DATE_FIRST);
	check_date(text, DATE_LAST);
	check_duration(text);
	free(text);
	return 0;
}
