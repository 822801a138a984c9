/* What cards become: each case is a file and its rows, a line each: the cells that say something, or the
 * line of the file and the trouble. Values are from RFC 2426, RFC 6350 and the vCard 2.1 specification. */
#include "base/utf8.h"
#include "read/vcard.h"
#include "read_suites.h"

#define CARD(version, lines) "BEGIN:VCARD\r\nVERSION:" version "\r\n" lines "END:VCARD\r\n"
#define V4(lines)            CARD("4.0", "FN:Ann\r\n" lines)
#define V3(lines)            CARD("3.0", "FN:Ann\r\n" lines)
#define V2(lines)            CARD("2.1", "FN:Ann\r\n" lines)

/* UTF-8, and of Big5 許功蓋: each ends with a byte that ASCII has a backslash for. */
static bool decode_some(void *data, const char *charset, const char *bytes, size_t len, struct sbuf *out)
{
	(void)data;
	if (!charset && utf8_valid(bytes, len, NULL)) {
		sbuf_add(out, bytes, len);
		return true;
	}
	if (!charset || strcmp(charset, "BIG5") != 0 || len != 6 || memcmp(bytes, "\xB3\x5C\xA5\x5C\xBB\x5C", 6))
		return false;
	sbuf_puts(out, "許功蓋");
	return true;
}

static void add_row(struct sbuf *out, const struct vcard_row *head, char *const *names,
		    const struct vcard_row *row)
{
	bool first = true;

	if (row->trouble.kind) {
		sbuf_printf(out, "%lld! %s\n", (long long)row->line, row->trouble.text);
		return;
	}
	ck_assert_uint_eq(row->n, head->n);
	for (size_t i = 0; i < row->n; i++) {
		if (!*row->cells[i])
			continue;
		sbuf_printf(out, "%s%s=%s", first ? "" : "|", names[i], row->cells[i]);
		first = false;
	}
	sbuf_putc(out, '\n');
}

/* All rows of the cards. Caller frees. */
static char *rows_of(const char *text, size_t len, enum vcard_of of, struct vcard_counts *counts)
{
	struct vcard_options o = { .of = of, .decode = decode_some };
	struct sbuf out = SBUF_INIT;
	struct error e = { 0 };
	struct vcard *v = vcard_open(text, len, &o, &e);
	struct vcard_row head, row;
	char **names;

	ck_assert_msg(v != NULL, "%s", e.text);
	ck_assert(vcard_next(v, &head));
	names = xcalloc(head.n, sizeof(*names));
	for (size_t i = 0; i < head.n; i++)
		names[i] = xstrdup(head.cells[i]);
	while (vcard_next(v, &row))
		add_row(&out, &head, names, &row);
	for (size_t i = 0; i < head.n; i++)
		free(names[i]);
	free(names);
	*counts = *vcard_counts(v);
	vcard_close(v);
	return sbuf_steal(&out);
}

static const struct {
	const char *text, *rows;
} contacts[] = {
	/* Folding: 3.0 and 4.0 take the space away, 2.1 keeps it; LF, CR LF and CR end lines. */
	{ V3("NOTE:one t\r\n wo\r\n  three\r\n"), "name=Ann|note=one two three\n" },
	{ V2("NOTE:one t\r\n wo\r\n  three\r\n"), "name=Ann|note=one t wo  three\n" },
	{ "BEGIN:VCARD\nFN:An\n\tn\nVERSION:3.0\nEND:VCARD\n", "name=Ann\n" },
	{ "begin:vcard\rversion:3.0\rfn:Ann\rend:vcard", "name=Ann\n" },
	{ "\xEF\xBB\xBF\r\n" V4(""), "name=Ann\n" },
	{ V4("NOTE:\xE7\x8E\r\n \x8B\r\n"), "name=Ann|note=王\n" },
	/* Escapes. */
	{ V3("NOTE:a\\, b\\; c\\nd\\Ne\\\\f\r\n"), "name=Ann|note=a, b; c\nd\ne\\f\n" },
	{ V2("NOTE:C:\\news\\; D\r\n"), "name=Ann|note=C:\\news; D\n" },
	{ V3("ADR:;;1 High St\\; rear;Leeds;;LS1;UK\r\n"),
	  "name=Ann|street1=1 High St; rear|postcode1=LS1|city1=Leeds|country1=UK\n" },
	/* Quoted-printable, its soft breaks, and character sets. */
	{ V2("NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:K=C3=B6l=\r\nn=0D=0Aam Rhein\r\n"),
	  "name=Ann|note=Köln\nam Rhein\n" },
	{ V2("ADR;QUOTED-PRINTABLE;CHARSET=UTF-8:;;a=3Bb;K=C3=B6ln;;;\r\n"),
	  "name=Ann|street1=a;b|city1=Köln\n" },
	{ CARD("2.1", "FN;CHARSET=BIG5:\xB3\x5C\xA5\x5C\xBB\x5C\r\n"), "name=許功蓋\n" },
	{ CARD("2.1", "FN;CHARSET=BIG5;QUOTED-PRINTABLE:=B3=5C=A5=5C=BB=5C\r\n"), "name=許功蓋\n" },
	{ CARD("2.1", "FN;CHARSET=KOI8-R:Ann\r\n"), "name=Ann\n" },
	{ V2("NOTE;QUOTED-PRINTABLE:100=%\r\n"), "name=Ann|note=100=%\n" },
	/* Parameters in three syntaxes; PREF in three too; a label of Apple's. */
	{ V2("TEL;HOME;VOICE:1\r\nTEL;WORK;FAX:2\r\nTEL;CELL;PREF:3\r\n"),
	  "name=Ann|phone1=3|phone_use1=mobile|phone2=1|phone_use2=home|phone3=2|phone_use3=fax\n" },
	{ V3("TEL;TYPE=home:1\r\nTEL;TYPE=WORK,pref:2\r\nTEL;type=pager:3\r\n"),
	  "name=Ann|phone1=2|phone_use1=work|phone2=1|phone_use2=home|phone3=3|phone_use3=other\n" },
	{ V4("EMAIL;PREF=2:b@x\r\nEMAIL;PREF=1;TYPE=\"home\":a@x\r\nEMAIL:mailto:c@x\r\n"),
	  "name=Ann|email1=a@x|email_use1=home|email2=b@x|email3=c@x\n" },
	{ V3("item1.TEL:1\r\nitem1.X-ABLabel:_$!<HomeFax>!$_\r\nitem2.TEL:2\r\nitem2.X-ABLabel:Boat\r\n"),
	  "name=Ann|phone1=1|phone_use1=fax|phone2=2|phone_use2=other\n" },
	{ V4("TEL;VALUE=uri;TYPE=\"work,voice\":tel:+1-418-656-9254;ext=102\r\n"),
	  "name=Ann|phone1=+1-418-656-9254 ext 102|phone_use1=work\n" },
	{ V4("TEL:+44 113 1\r\nTEL;TYPE=work;PREF=1:+44-113-1\r\nTEL:reception\r\nTEL:porter\r\n"),
	  "name=Ann|phone1=+44 113 1|phone2=reception|phone3=porter\n" },
	/* Names. */
	{ CARD("3.0", "N:Lee;Ann;Mae;Dr.;Jr.\r\n"), "name=Dr. Ann Mae Lee Jr.\n" },
	{ CARD("3.0", "N:王;小明;;;\r\n"), "name=王小明\n" },
	{ CARD("2.1", "EMAIL:ann@x\r\n"), "name=ann@x|email1=ann@x\n" },
	{ CARD("4.0", "NOTE:nobody\r\n"), "1! Card 1: It has no name, and nothing that could be one.\n" },
	/* Company, job, days, tags, languages. What has no field goes into the note. */
	{ V4("ORG:Acme\\; Ltd;Sales\r\nROLE:Sells\r\nTITLE:Head\r\n"),
	  "name=Ann|customer=Acme; Ltd|job=Head|note=ORG: Acme; Ltd; Sales\nROLE: Sells\n" },
	{ V4("ROLE:Sells\r\n"), "name=Ann|job=Sells\n" },
	{ V3("BDAY:1980-03-22T10:00:00Z\r\n"), "name=Ann|birthday=1980-03-22\n" },
	{ V4("BDAY:19800322\r\n"), "name=Ann|birthday=1980-03-22\n" },
	{ V4("BDAY:--0203\r\n"), "name=Ann|note=BDAY: --0203\n" },
	{ V4("BDAY:19800231\r\n"), "name=Ann|note=BDAY: 19800231\n" },
	{ V4("BDAY;ALTID=1:19800322\r\nBDAY;ALTID=1;VALUE=text:in spring\r\n"), "name=Ann|birthday=1980-03-22\n" },
	{ V4("CATEGORIES:vip,fair\\, 2026\r\nCATEGORIES:old\r\n"), "name=Ann|tags=vip,fair, 2026,old\n" },
	{ V4("LANG;PREF=2:en\r\nLANG;PREF=1:fr\r\n"), "name=Ann|language=fr|note=LANG: en\n" },
	{ V4("NOTE:one\r\nURL:http\\://a.example\r\nNOTE:two\r\nNICKNAME:Annie\r\n"),
	  "name=Ann|note=one\ntwo\nURL: http://a.example\nNICKNAME: Annie\n" },
	{ V4("X-RAPPORT-ROLE:buyer\r\nX-RAPPORT-NAME:Eve\r\nX-RAPPORT-PHONE1:1\r\n"), "name=Ann|role=buyer\n" },
	{ V4("ADR;TYPE=work;LABEL=\"a: b; c\":PO 1;Flat 2;3 Rue\\nX;Lyon;;69001;France\r\n"),
	  "name=Ann|street1=PO 1, Flat 2, 3 Rue, X|postcode1=69001|city1=Lyon|country1=France|"
	  "address_use1=work\n" },
	{ V3("ADR:;;;;;;\r\nTEL:\r\nNOTE:\r\n"), "name=Ann\n" },
	/* Whose card it is. */
	{ CARD("4.0", "KIND:org\r\nFN:Acme\r\n"), "1! Card 1: It is of a company: rapport customer import takes it.\n" },
	{ CARD("3.0", "FN:ACME\r\nORG:Acme;\r\n"), "1! Card 1: It is of a company: rapport customer import takes it.\n" },
	{ CARD("4.0", "KIND:individual\r\nFN:Acme\r\nORG:Acme\r\n"), "name=Acme|customer=Acme\n" },
	{ CARD("4.0", "KIND:group\r\nFN:All\r\n"), "1! Card 1: It is of a group, a place or a device.\n" },
	/* Broken ones; the others are taken. */
	{ "BEGIN:VCARD\r\nFN:Ann\r\n" V4("") "BEGIN:VCARD\r\nFN:Eve", "1! Card 1: It has no END.\nname=Ann\n"
	  "7! Card 3: It has no END.\n" },
	{ "Dear all,\r\n\r\n" V4("") "Bye\r\n",
	  "1! What stands here is in no card.\nname=Ann\n7! Card 1: What stands here is in no card.\n" },
	{ V4("a line without one\r\n") V4(""),
	  "4! Card 1: A line is no property of a card: it has no colon.\nname=Ann\n" },
	{ V4("NOTE:\xFF\r\n") V4(""), "4! Card 1: Its NOTE holds bytes that are no text.\nname=Ann\n" },
	{ V2("NOTE;CHARSET=KOI8-R:\xD0\r\n"), "4! Card 1: Its NOTE holds bytes that are no text in KOI8-R.\n" },
	{ V2("NOTE;QUOTED-PRINTABLE:a=00b\r\n"), "4! Card 1: Its NOTE holds a NUL byte.\n" },
	/* A card within a card is passed over. */
	{ V2("AGENT:\r\nBEGIN:VCARD\r\nFN:Eve\r\nTEL:1\r\nEND:VCARD\r\nTEL:2\r\n"), "name=Ann|phone1=2\n" },
};

START_TEST(test_contact)
{
	struct vcard_counts counts;
	char *rows = rows_of(contacts[_i].text, strlen(contacts[_i].text), VCARD_CONTACTS, &counts);

	ck_assert_str_eq(rows, contacts[_i].rows);
	free(rows);
}
END_TEST

static const struct {
	const char *text, *rows;
} customers[] = {
	{ CARD("4.0", "KIND:org\r\nFN:Acme Ltd\r\nURL:https://acme.example\r\nURL:shop\r\nNICKNAME:Acme\r\n"
		      "X-RAPPORT-TAX-ID:DE1\r\n"),
	  "name=Acme Ltd|kind=company|short=Acme|website=https://acme.example|note=URL: shop|tax_id=DE1\n" },
	{ CARD("3.0", "FN:Acme\r\nORG:ACME\r\n"), "name=Acme|kind=company\n" },
	{ CARD("3.0", "ORG:Acme;Sales\r\n"), "name=Acme|kind=company|note=ORG: Acme; Sales\n" },
	{ CARD("3.0", "FN:Acme\r\nX-ABShowAs:COMPANY\r\n"), "name=Acme|kind=company\n" },
	{ V3("BDAY:1980-03-22\r\n"), "name=Ann|kind=person|note=BDAY: 1980-03-22\n" },
	{ V3("ORG:Acme\r\n"), "1! Card 1: It is of a person at Acme: rapport contact import takes it.\n" },
};

START_TEST(test_customer)
{
	struct vcard_counts counts;
	char *rows = rows_of(customers[_i].text, strlen(customers[_i].text), VCARD_CUSTOMERS, &counts);

	ck_assert_str_eq(rows, customers[_i].rows);
	free(rows);
}
END_TEST

/* Pictures, however they are put: indented or not, in an address or by it. */
START_TEST(test_pictures)
{
	static const char text[] =
		V3("PHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n BBBB\r\n CCCC=\r\nTEL:1\r\n")
		V2("PHOTO;JPEG;BASE64:\r\n AAAA\r\n BBBB\r\n\r\nTEL:2\r\n")
		V2("PHOTO;ENCODING=BASE64:AAAA\r\nBBBB\r\nCCCC\r\nTEL:3\r\n")
		V4("PHOTO:data:image/png;base64\\,AAAA\r\n BBBB\r\nPHOTO:http://a.example/p.png\r\nTEL:4\r\n")
		V3("item1.KEY;ENCODING=B:AAAA\r\nX-COLOUR:red\r\nTEL:5\r\n");
	struct vcard_counts counts;
	char *rows = rows_of(text, strlen(text), VCARD_CONTACTS, &counts);

	ck_assert_str_eq(rows, "name=Ann|phone1=1\nname=Ann|phone1=2\nname=Ann|phone1=3\nname=Ann|phone1=4\n"
			       "name=Ann|phone1=5\n");
	ck_assert_int_eq(counts.cards, 5);
	ck_assert_int_eq(counts.binary, 5);
	ck_assert_int_eq(counts.other, 2); /* a picture's address, a colour */
	free(rows);
}
END_TEST

/* The limits: what is above one breaks its card and no other. */
static char *repeated(const char *before, const char *piece, size_t times, const char *after)
{
	struct sbuf text = SBUF_INIT;

	sbuf_puts(&text, before);
	for (size_t i = 0; i < times; i++)
		sbuf_puts(&text, piece);
	sbuf_puts(&text, after);
	return sbuf_steal(&text);
}

#define BEFORE "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\n"
#define AFTER  "\nEND:VCARD\n" V4("")
#define LINE   "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n " /* 63 of them */

static const struct {
	const char *before, *piece;
	size_t times;
	const char *rows;
} limits[] = {
	{ BEFORE "NOTE:", LINE, (1 << 20) / 63 + 1,
	  "4! Card 1: A line is longer than 1 MiB.\nname=Ann\n" },
	{ BEFORE "NOTE:", LINE, (600 << 10) / 63, "4! Card 1: It is longer than 524288 bytes.\nname=Ann\n" },
	{ BEFORE "PHOTO;BASE64:", LINE, (16 << 20) / 63 + 2,
	  "4! Card 1: A picture is larger than 16 MiB.\nname=Ann\n" },
	{ BEFORE "PHOTO;BASE64:", LINE, (2 << 20) / 63, "name=Ann\nname=Ann\n" },
	{ BEFORE "AGENT:\n", "BEGIN:VCARD\nAGENT:\n", 17,
	  /* The first inner BEGIN is line 5; each stands two lines below the one before. */
	  "37! Card 1: Too many cards lie within one another.\n"
	  "38! Card 1: What stands here is in no card.\nname=Ann\n" },
};

START_TEST(test_limit)
{
	char *text = repeated(limits[_i].before, limits[_i].piece, limits[_i].times, AFTER);
	struct vcard_counts counts;
	char *rows = rows_of(text, strlen(text), VCARD_CONTACTS, &counts);

	ck_assert_msg(!strncmp(rows, limits[_i].rows, strlen(limits[_i].rows)), "%s", rows);
	free(rows);
	free(text);
}
END_TEST

START_TEST(test_many_points)
{
	struct sbuf text = SBUF_INIT;
	struct vcard_counts counts;
	char *rows;

	sbuf_puts(&text, BEFORE);
	for (int i = 0; i <= VCARD_POINTS_MAX; i++)
		sbuf_printf(&text, "TEL:%d\n", i + 100);
	sbuf_puts(&text, "END:VCARD\n");
	rows = rows_of(text.data, text.len, VCARD_CONTACTS, &counts);
	ck_assert_str_eq(rows, "54! Card 1: It has more than 50 of TEL.\n");
	free(rows);
	sbuf_free(&text);
}
END_TEST

START_TEST(test_no_card)
{
	static const char *const texts[] = { "", "name,phone\nAnn,1\n", "BEGIN:VCALENDAR\nEND:VCALENDAR\n" };
	struct error e = { 0 };

	ck_assert_ptr_null(vcard_open(texts[_i], strlen(texts[_i]), &(struct vcard_options){ 0 }, &e));
	ck_assert_str_eq(e.text, "There is no card in it: none begins with BEGIN:VCARD.");
}
END_TEST

Suite *read_vcard_suite(void)
{
	Suite *suite = suite_create("read/vcard");
	TCase *cards = tcase_create("cards"), *whole = tcase_create("files");

	tcase_add_loop_test(cards, test_contact, 0, (int)LENGTH(contacts));
	tcase_add_loop_test(cards, test_customer, 0, (int)LENGTH(customers));
	suite_add_tcase(suite, cards);
	tcase_add_test(whole, test_pictures);
	tcase_add_loop_test(whole, test_limit, 0, (int)LENGTH(limits));
	tcase_add_test(whole, test_many_points);
	tcase_add_loop_test(whole, test_no_card, 0, 3);
	suite_add_tcase(suite, whole);
	return suite;
}
