/* Business cards and signatures as people have them. Each row says what a person reads there. */
#include "model/card.h"
#include "model_suites.h"

#define NONE NULL

static const struct {
	const char *text;
	const char *name, *job, *company, *emails, *phones, *website, *street, *place; /* place: code city region country */
} cards[] = {
	{ "Jane Doe\nSales Manager\nAcme Ltd\n12 High Street, London SW1A 1AA\nT: +44 20 7946 0018\nM: +44 7700 900123\njane.doe@acme.example\nwww.acme.example",
	  "Jane Doe", "Sales Manager", "Acme Ltd", "jane.doe@acme.example", "work +44 20 7946 0018;mobile +44 7700 900123",
	  "www.acme.example", "12 High Street", "SW1A 1AA London - -" },
	{ "Best regards,\n\nJohn Smith\nHead of Purchasing | Globex Corporation\n500 Howard Street, Suite 300, San Francisco, CA 94105\nPhone: (415) 555-0132 ext. 45 | Fax: (415) 555-0133\njohn@globex.example",
	  "John Smith", "Head of Purchasing", "Globex Corporation", "john@globex.example",
	  "work (415) 555-0132 ext 45;fax (415) 555-0133", NONE, "500 Howard Street, Suite 300", "94105 San Francisco CA -" },
	{ "--\nMaria Garcia\nmaria.garcia@initech.example\nMobile: +1 212-555-0199", "Maria Garcia", NONE, NONE,
	  "maria.garcia@initech.example", "mobile +1 212-555-0199", NONE, NONE, NONE },
	{ "Dr. Peter Müller\nGeschäftsführer\nMüller & Söhne GmbH\nDomstraße 12\n50667 Köln\nDeutschland\nTel.: +49 221 901820\nMobil: 0171 1234567\nFax: +49 221 901821\nE-Mail: p.mueller@mueller.example\nInternet: www.mueller.example",
	  "Peter Müller", "Geschäftsführer", "Müller & Söhne GmbH", "p.mueller@mueller.example",
	  "work +49 221 901820;mobile 0171 1234567;fax +49 221 901821", "www.mueller.example", "Domstraße 12",
	  "50667 Köln - Deutschland" },
	{ "Mit freundlichen Grüßen\n\ni. A. Sabine Krause\nVertriebsinnendienst\n\nNordlicht Werke AG\nHafenweg 3 · D-24103 Kiel\nTelefon 0431/55667788\nsabine.krause@nordlicht.example\nSitz der Gesellschaft: Kiel, HRB 12345\nUSt-IdNr. DE123456789",
	  "Sabine Krause", "Vertriebsinnendienst", "Nordlicht Werke AG", "sabine.krause@nordlicht.example",
	  "work 0431/55667788", NONE, "Hafenweg 3", "24103 Kiel - -" },
	{ "王小明\n销售经理\n上海华星贸易有限公司\n上海市浦东新区世纪大道100号\n电话：021-58881234\n手机：138 1234 5678\n传真：021-58881235\n邮箱：wang@huaxing.example\n网址：www.huaxing.example\n邮编：200120",
	  "王小明", "销售经理", "上海华星贸易有限公司", "wang@huaxing.example",
	  "work 021-58881234;mobile 138 1234 5678;fax 021-58881235", "www.huaxing.example", "浦东新区世纪大道100号", "200120 上海 - -" },
	{ "李娜 采购总监\n北京创新科技集团\n北京市朝阳区建国路88号 100022\n手机 13912345678\nlina@cx.example", "李娜", "采购总监",
	  "北京创新科技集团", "lina@cx.example", "mobile 13912345678", NONE, "朝阳区建国路88号", "100022 北京 - -" },
	{ "陳大文 業務經理\n鼎盛光學股份有限公司\n台北市信義區松仁路7號\n電話: +886 2 2345 6789 分機 12\n行動: 0912-345-678\ndawen.chen@ds.example",
	  "陳大文", "業務經理", "鼎盛光學股份有限公司", "dawen.chen@ds.example",
	  "work +886 2 2345 6789 ext 12;mobile 0912-345-678", NONE, "信義區松仁路7號", "- 台北 - -" },
	{ "Anna von Berg, MBA\nChief Financial Officer\nBerg Holding SE\na.vonberg@berg.example\n+41 44 123 45 67\nBahnhofstrasse 1, 8001 Zürich, Schweiz",
	  "Anna von Berg", "Chief Financial Officer", "Berg Holding SE", "a.vonberg@berg.example", "work +41 44 123 45 67", NONE,
	  "Bahnhofstrasse 1", "8001 Zürich - Schweiz" },
	{ "Jane Roe - Buyer\nroe@x.example | 020 7946 0999", "Jane Roe", "Buyer", NONE, "roe@x.example", "work 020 7946 0999",
	  NONE, NONE, NONE },
	{ "Bob O'Neil\nEngineer at Harbour Books\nbob@harbour.example\nM 07700 900456", "Bob O'Neil", "Engineer", "Harbour Books",
	  "bob@harbour.example", "mobile 07700 900456", NONE, NONE, NONE },
	{ "姓名：张伟\n职位：总经理\n公司：广州南方\n手机：+86 137 1111 2222\n地址：广东省广州市天河区体育西路1号", "张伟", "总经理",
	  "广州南方", NONE, "mobile +86 137 1111 2222", NONE, "天河区体育西路1号", "- 广州 广东 -" },
	{ "Herr Thomas Fuchs\nEinkaufsleiter\nThiele & Fuchs KG\nIndustriestr. 5, 70565 Stuttgart\nFon +49 711 1234-0\nDurchwahl +49 711 1234-56\nfuchs@thiele.example",
	  "Thomas Fuchs", "Einkaufsleiter", "Thiele & Fuchs KG", "fuchs@thiele.example", "work +49 711 1234-0;work +49 711 1234-56",
	  NONE, "Industriestr. 5", "70565 Stuttgart - -" },
	{ "Emily Clark\nAccount Executive\nCloud & Sons LLC\n1600 Main St\nAustin, TX 78701-1234\nUSA\nCell 512-555-0147\nemily@cloud.example\nhttps://cloud.example/team",
	  "Emily Clark", "Account Executive", "Cloud & Sons LLC", "emily@cloud.example", "mobile 512-555-0147",
	  "https://cloud.example/team", "1600 Main St", "78701-1234 Austin TX USA" },
	{ "Liam Murphy\nliam@one.example\nliam.murphy@two.example\n+353 1 437 0000 / +353 86 123 4567 (mobile)", "Liam Murphy", NONE,
	  NONE, "liam@one.example;liam.murphy@two.example", "work +353 1 437 0000;mobile +353 86 123 4567", NONE, NONE, NONE },
	{ "刘洋 先生\n工程师\n中国 江苏省苏州市工业园区星湖街328号 215123\nTel: 0512-62881234\nliuyang@sz.example", "刘洋", "工程师", NONE,
	  "liuyang@sz.example", "work 0512-62881234", NONE, "工业园区星湖街328号", "215123 苏州 江苏 中国" },
	{ "Dipl.-Ing. Karl Weber\nProjektleiter Technik\nWeber Maschinenbau GmbH & Co. KG\nTel. 02 11 / 44 55 66 - 10\nkarl.weber@weber.example",
	  "Karl Weber", "Projektleiter Technik", "Weber Maschinenbau GmbH & Co. KG", "karl.weber@weber.example",
	  "work 02 11 / 44 55 66 - 10", NONE, NONE, NONE },
	{ "Sophie Martin\nMarketing Director, Bluebird Institute\nsophie@bluebird.example\nOffice +33 1 70 18 99 00\nMobile +33 6 12 34 56 78",
	  "Sophie Martin", "Marketing Director", "Bluebird Institute", "sophie@bluebird.example",
	  "work +33 1 70 18 99 00;mobile +33 6 12 34 56 78", NONE, NONE, NONE },
	{ "--\nKind regards / Cordialement\nMarie-Ève Lefèvre 😀\nDirectrice des achats 🏭\nSociété Générale d'Énergie\n12 rue de la République, 69002 Lyon, France\n📱️ +33 4 72 00 00 00\nmarie-eve.lefevre@sge.example\nThis e-mail is confidential and intended for the addressee only.",
	  "Marie-Ève Lefèvre", "Directrice des achats", "Société Générale d'Énergie", "marie-eve.lefevre@sge.example",
	  "work +33 4 72 00 00 00", NONE, "12 rue de la République", "69002 Lyon - France" },
	{ "张伟  销售经理\n上海华星贸易有限公司\n地址：上海市浦东新区世纪大道100号15楼  邮编：200120\n电话：021-5555 0875\n邮箱：zhangwei@huaxing.example", "张伟",
	  "销售经理", "上海华星贸易有限公司", "zhangwei@huaxing.example", "work 021-5555 0875", NONE, "浦东新区世纪大道100号15楼",
	  "200120 上海 - -" },
	{ "Ingrid Lund\nNordlys Energi\nIngrid.Lund@nordlys.example\nMob: +47 912 34 567\n5003 Bergen\nNorway", "Ingrid Lund", NONE,
	  "Nordlys Energi", "Ingrid.Lund@nordlys.example", "mobile +47 912 34 567", NONE, NONE, "5003 Bergen - Norway" },
	{ "Mr. Ahmed Hassan\nOwner\nE: ahmed@noor.example\nP: 0113 496 0000\nW: noor.example", "Ahmed Hassan", "Owner", NONE,
	  "ahmed@noor.example", "work 0113 496 0000", "noor.example", NONE, NONE },
	{ "Thanks,\nSam Lee\nSent from my phone", "Sam Lee", NONE, NONE, NONE, NONE, NONE, NONE, NONE },
	{ "赵敏\n13800138000", "赵敏", NONE, NONE, NONE, "mobile 13800138000", NONE, NONE, NONE },
	{ "Frau Petra Schmidt\nStadtwerke Hall\nPostfach 1234\n74523 Schwäbisch Hall\nTelefon: +49 (0)791 401-0\nTelefax: +49 (0)791 401-99",
	  "Petra Schmidt", NONE, "Stadtwerke Hall", NONE, "work +49 (0)791 401-0;fax +49 (0)791 401-99", NONE, "Postfach 1234",
	  "74523 Schwäbisch Hall - -" },
	{ "David Wright\nOperations Manager\nBelfast Glass\nUnit 4, 21 Dock Road\nBelfast BT3 9DT\nUnited Kingdom\nTel +44 28 9018 0000",
	  "David Wright", "Operations Manager", "Belfast Glass", NONE, "work +44 28 9018 0000", NONE, "Unit 4, 21 Dock Road",
	  "BT3 9DT Belfast - United Kingdom" },
	{ "周杰 (Jay Zhou)\n技术部 主管\n深圳市星辰电子有限公司\n广东省深圳市南山区科技园路8号A座501室\n电话 0755-26001234 转 8012\njay@xc.example",
	  "周杰", "技术部 主管", "深圳市星辰电子有限公司", "jay@xc.example", "work 0755-26001234 ext 8012", NONE,
	  "南山区科技园路8号A座501室", "- 深圳 广东 -" },
	{ "  Laura   Rossi\nPrivat: 0221 556677\nHandy:\n0160 98765432\n<laura@rossi.example>", "Laura Rossi", NONE, NONE,
	  "laura@rossi.example", "home 0221 556677;mobile 0160 98765432", NONE, NONE, NONE },
	{ "Élodie Šimková\nVP Sales\nÖkonet AG\nelodie@oekonet.example", "Élodie Šimková", "VP Sales", "Ökonet AG",
	  "elodie@oekonet.example", NONE, NONE, NONE, NONE },
};

static void ck_text(const char *what, int i, const char *is, const char *wanted)
{
	ck_assert_msg(is && wanted ? !strcmp(is, wanted) : is == wanted, "card %d: %s is \"%s\", not \"%s\"", i, what,
		      is ? is : "nothing", wanted ? wanted : "nothing");
}

static const char *or_dash(const char *s)
{
	return s ? s : "-";
}

START_TEST(a_card_is_read)
{
	struct arena a = { 0 };
	char *emails = "", *phones = "", *place;
	struct card c;

	ck_assert(card_read(&c, cards[_i].text, &a));
	for (size_t i = 0; i < c.nemails; i++)
		emails = arena_printf(&a, "%s%s%s", emails, i ? ";" : "", c.emails[i]);
	for (size_t i = 0; i < c.nphones; i++)
		phones = arena_printf(&a, "%s%s%s %s", phones, i ? ";" : "", c.phones[i].use, c.phones[i].value);
	place = arena_printf(&a, "%s %s %s %s", or_dash(c.postcode), or_dash(c.city), or_dash(c.region),
			     or_dash(c.country));
	ck_text("name", _i, c.name, cards[_i].name);
	ck_text("job", _i, c.job, cards[_i].job);
	ck_text("company", _i, c.company, cards[_i].company);
	ck_text("emails", _i, *emails ? emails : NULL, cards[_i].emails);
	ck_text("phones", _i, *phones ? phones : NULL, cards[_i].phones);
	ck_text("website", _i, c.website, cards[_i].website);
	ck_text("street", _i, c.street, cards[_i].street);
	ck_text("place", _i, strcmp(place, "- - - -") ? place : NULL, cards[_i].place);
	arena_free(&a);
}
END_TEST

START_TEST(what_says_nothing_is_none)
{
	static const char *const texts[] = { "", "\n\n", "---", "123", "@", "@@@@", "的", "+", "Tel:", ":", ",,,,\n||" };
	struct arena a = { 0 };
	struct card c;

	for (size_t i = 0; i < LENGTH(texts); i++)
		ck_assert_msg(!card_read(&c, texts[i], &a), "\"%s\"", texts[i]);
	arena_free(&a);
}
END_TEST

START_TEST(only_several_lines_with_a_way_to_reach_somebody_are_likely)
{
	ck_assert(card_likely(cards[0].text));
	ck_assert(!card_likely("Jane Doe"));
	ck_assert(!card_likely("jane@acme.example"));
	ck_assert(!card_likely("a note\nof two lines"));
}
END_TEST

Suite *card_suite(void)
{
	Suite *s = suite_create("card");
	TCase *t = tcase_create("all");

	tcase_add_loop_test(t, a_card_is_read, 0, (int)LENGTH(cards));
	tcase_add_test(t, what_says_nothing_is_none);
	tcase_add_test(t, only_several_lines_with_a_way_to_reach_somebody_are_likely);
	suite_add_tcase(s, t);
	return s;
}
