/* What a line means, in a small book, on Sunday 2026-11-22 10:00 UTC; amounts are in CNY. */
#include "model/understand.h"

#include "base/text.h"
#include "model_suites.h"

enum about { NOBODY, HUAXING, WANG, RESTOCK, ACME, NORDLYS };

static const struct said_record people[] = {
	{ .id = 1, .title = "华星贸易" },
	{ .id = 2, .title = "Acme GmbH" },
	{ .id = 3, .title = "Nordlys Energi AS" },
	{ .id = 11, .title = "王小明", .customer = 1, .beside = "华星贸易" },
	{ .id = 12, .title = "李红", .customer = 1, .beside = "华星贸易" },
	{ .id = 21, .title = "Anna Müller", .customer = 2, .beside = "Acme GmbH" },
	{ .id = 22, .title = "Li Wei", .customer = 2, .beside = "Acme GmbH" },
	{ .id = 31, .title = "Wang Lei", .customer = 3, .beside = "Nordlys Energi AS" },
	{ .id = 32, .title = "Tue Nguyen", .customer = 3, .beside = "Nordlys Energi AS" },
};

static const struct said_record deals[] = {
	{ .id = 101, .title = "Restock", .customer = 1, .contact = 11, .stage = 2, .amount = { VALUE_INT, 8400000, NULL } },
	{ .id = 201, .title = "Oven line", .customer = 2, .stage = 3, .amount = { VALUE_INT, 500000, NULL } },
	{ .id = 202, .title = "Service", .customer = 2, .stage = 1 },
};

static const struct said_record stages[] = {
	{ .id = 1, .title = "Qualify", .outcome = "open" }, { .id = 2, .title = "Proposal", .outcome = "open" },
	{ .id = 3, .title = "Negotiation", .outcome = "open" }, { .id = 4, .title = "Commit", .outcome = "open" },
	{ .id = 5, .title = "Won", .outcome = "won" }, { .id = 6, .title = "Lost", .outcome = "lost" },
};

static struct said_record of(enum entity_id e, struct said_record r)
{
	r.entity = entity_at(e);
	return r;
}

static struct said_record person(size_t i)
{
	return of(people[i].customer ? ENTITY_CONTACT : ENTITY_CUSTOMER, people[i]);
}

static bool begins(const char *title, const char *words)
{
	return !strncmp(title, words, strlen(words));
}

static bool is_meant(const struct said_query *q, struct said_record r)
{
	if (q->what == SAID_FIND_NAMED)
		return r.entity == q->entity && (strtoll(q->words, NULL, 10) == r.id || text_same(r.title, q->words));
	if (q->customer && r.customer != q->customer && r.id != q->customer)
		return false;
	return q->surname ? r.customer && begins(r.title, q->words) : text_finds(r.title, q->words);
}

static size_t look(void *data, const struct said_query *q, struct said_record *out, size_t most)
{
	size_t n = 0;

	(void)data;
	for (size_t i = 0; i < LENGTH(stages) && q->what == SAID_FIND_STAGES; i++)
		out[n++] = of(ENTITY_STAGE, stages[i]);
	for (size_t i = 0; i < LENGTH(deals); i++)
		if (q->what == SAID_FIND_DEALS ? deals[i].customer == q->customer :
						 q->entity && is_meant(q, of(ENTITY_DEAL, deals[i])))
			out[n++] = of(ENTITY_DEAL, deals[i]);
	for (size_t i = 0; i < LENGTH(people) && q->what <= SAID_FIND_NAMED && n < most; i++)
		if (is_meant(q, person(i)))
			out[n++] = person(i);
	return n;
}

static void context(struct said_context *c, enum about about)
{
	static const struct value_context values = { .today = 20779, .now = 20779 * 86400LL + 36000, .currency = "CNY" };

	*c = (struct said_context){ .values = values, .find = look };
	if (about == HUAXING || about == WANG || about == RESTOCK)
		c->customer = person(0);
	if (about == WANG || about == RESTOCK)
		c->contact = person(3);
	if (about == RESTOCK)
		c->deal = of(ENTITY_DEAL, deals[0]);
	if (about == ACME)
		c->customer = person(1);
	if (about == NORDLYS)
		c->customer = person(2);
}

/* "kind call; who 王小明 · 华星贸易; amount ¥84,000 → ¥12,000?"; a part that is asked has a `?`. */
static char *told(const char *line, enum about about)
{
	struct arena arena = { 0 };
	struct sbuf out = SBUF_INIT;
	struct said_context c;
	struct said s;

	context(&c, about);
	said_read(line, &c, &arena, &s);
	for (int i = 0; i < SAID_FIELDS; i++) {
		if (!s.parts[i].there)
			continue;
		sbuf_printf(&out, "%s%s ", out.len ? "; " : "", said_names[i].name);
		said_show(&out, &s, (enum said_field)i, &c.values);
		sbuf_puts(&out, s.parts[i].asked ? "?" : "");
	}
	if (s.planned)
		sbuf_puts(&out, "; planned");
	arena_free(&arena);
	return sbuf_steal(&out);
}

static const struct {
	const char *line;
	enum about about;
	const char *said;
} lines[] = {
	/* the issue's own */
	{ "call Wang wants 12k by fri, next call tue 10, > negotiation", HUAXING,
	  "kind call; direction out; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → ¥12,000; close Fri 27 Nov; "
	  "stage Proposal → Negotiation; next_kind call; next Tue 24 Nov 10:00; about wants 12k by fri" },
	{ "电话 王总 要12k周五前 下周二10点再打", HUAXING,
	  "kind call; direction out; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → ¥12,000; close Fri 27 Nov; "
	  "next_kind call; next Tue 24 Nov 10:00; about 要12k周五前" },
	{ "Wang wants 12k by fri, call tue 10", HUAXING,
	  "kind call; direction out; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → ¥12,000; close Fri 27 Nov; "
	  "next_kind call; next Tue 24 Nov 10:00; about wants 12k by fri" },
	{ "call Acme Wang 12k quote close 30/11 next tue 10", NOBODY,
	  "kind call; direction out; who Acme GmbH; deal ?; amount ¥12,000; close Mon 30 Nov; "
	  "next_kind call; next Tue 24 Nov 10:00; about Wang 12k quote close 30/11" },
	/* kinds, directions, whom */
	{ "called Anna Müller about pricing", NOBODY,
	  "kind call; direction out; who Anna Müller · Acme GmbH; about about pricing" },
	{ "call anna at acme about pricing", NOBODY,
	  "kind call; direction out; who Anna Müller · Acme GmbH; about about pricing" },
	{ "Call from Frau Müller: invoice 4711", NOBODY,
	  "kind call; direction in; who Anna Müller · Acme GmbH; about invoice 4711" },
	{ "visit Nordlys", NOBODY, "kind visit; direction out; who Nordlys Energi AS" },
	{ "meeting with Li Wei and the buyers", NOBODY, "kind meeting; who Li Wei · Acme GmbH; about and the buyers" },
	{ "mail offer sent", ACME, "kind mail; direction out; who Acme GmbH; about offer sent" },
	{ "note likes golf", WANG, "kind note; who 王小明 · 华星贸易; about likes golf" },
	{ "note buy milk", NOBODY, "kind note; about buy milk" },
	{ "letter", ACME, "kind letter; direction out; who Acme GmbH" },
	{ "no answer", WANG, "kind call; direction out; who 王小明 · 华星贸易; outcome no answer" },
	{ "call no answer, tomorrow 9:15", WANG,
	  "kind call; direction out; who 王小明 · 华星贸易; outcome no answer; next_kind call; next Mon 23 Nov 09:15; about no answer" },
	{ "Wang called, wants a catalogue", NORDLYS,
	  "kind call; direction in; who Wang Lei · Nordlys Energi AS; about wants a catalogue" },
	{ "called Wang, wants a catalogue", NORDLYS,
	  "kind call; direction out; who Wang Lei · Nordlys Energi AS; about wants a catalogue" },
	{ "email from Anna: price", ACME, "kind mail; direction in; who Anna Müller · Acme GmbH; about price" },
	{ "call", ACME, "kind call; direction out; who Acme GmbH" },
	{ "asked about delivery", ACME, "kind call; direction out; who Acme GmbH; about asked about delivery" },
	{ "call Zorn about pricing", NOBODY, "kind call; direction out; who ?; about Zorn about pricing" },
	{ "call Li", NOBODY, "kind call; direction out; who 李红 · 华星贸易?" },
	{ "call Anna", HUAXING, "kind call; direction out; who Anna Müller · Acme GmbH?" },
	{ "call contact:31 hello", NOBODY, "kind call; direction out; who Wang Lei · Nordlys Energi AS; about hello" },
	{ "call customer:\"acme gmbh\" hello", NOBODY, "kind call; direction out; who Acme GmbH; about hello" },
	{ "call \"Anna\" hello", HUAXING, "kind call; direction out; who 华星贸易; about Anna hello" },
	/* Chinese */
	{ "拜访 华星 谈新订单", NOBODY, "kind visit; direction out; who 华星贸易; about 谈新订单" },
	{ "王总来电 要10万", HUAXING,
	  "kind call; direction in; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → ¥100,000; about 要10万" },
	{ "跟李经理见面，聊了30分钟", HUAXING, "kind meeting; who 李红 · 华星贸易; duration 30m" },
	{ "電話 王總 沒人接", HUAXING,
	  "kind call; direction out; who 王小明 · 华星贸易; outcome no answer; about 沒人接" },
	{ "电话 张老师", HUAXING, "kind call; direction out; who 华星贸易; about 张老师" },
	{ "任务 周五前 发合同", HUAXING, "kind task; when Fri 27 Nov; who 华星贸易; about 发合同; planned" },
	{ "打电话给王小明 下午3点", NOBODY, "kind call; when Sun 22 Nov 15:00; direction out; who 王小明 · 华星贸易; planned" },
	{ "邮件 报价1.5万，三天后回访", HUAXING,
	  "kind mail; direction out; who 华星贸易; deal Restock; amount ¥84,000 → ¥15,000; next_kind call; "
	  "next Wed 25 Nov; about 报价1.5万" },
	{ "昨天拜访了王总，同意，> 成交", RESTOCK,
	  "kind visit; when Sat 21 Nov; direction out; who 王小明 · 华星贸易; outcome agreed; deal Restock; stage Proposal → Won" },
	{ "电话 王总，下次 周三 拜访", HUAXING,
	  "kind call; direction out; who 王小明 · 华星贸易; next_kind visit; next Wed 25 Nov" },
	/* amounts */
	{ "wants 1.2m", RESTOCK, "kind call; direction out; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → ¥1,200,000; about wants 1.2m" },
	{ "offer €1.200,50", RESTOCK, "kind call; direction out; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → €1,200.50; about offer €1.200,50" },
	{ "offer 1,200", RESTOCK, "kind call; direction out; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → ¥1,200?; about offer 1,200" },
	{ "offer 12,000.50, agreed", RESTOCK, "kind call; direction out; who 王小明 · 华星贸易; outcome agreed; deal Restock; amount ¥84,000 → ¥12,000.50; about offer 12,000.50" },
	{ "wants 5000 by fri", RESTOCK, "kind call; direction out; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → ¥5,000; close Fri 27 Nov; about wants 5000 by fri" },
	{ "wants 5 licences", RESTOCK, "kind call; direction out; who 王小明 · 华星贸易; about wants 5 licences" },
	{ "discussed order 4711", RESTOCK, "kind call; direction out; who 王小明 · 华星贸易; about discussed order 4711" },
	{ "12k", RESTOCK, "deal Restock; amount ¥84,000 → ¥12,000" },
	{ "12k or 15k", RESTOCK, "kind call; direction out; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → ¥12,000?; about 12k or 15k" },
	{ "call 30m", ACME, "kind call; direction out; who Acme GmbH; duration 30m?" },
	{ "call 30 min", ACME, "kind call; direction out; who Acme GmbH; duration 30m" },
	{ "meeting for 1h30 with Anna", ACME, "kind meeting; who Anna Müller · Acme GmbH; duration 1h30" },
	{ "wants 12k USD", NORDLYS, "kind call; direction out; who Nordlys Energi AS; deal ?; amount $12,000; about wants 12k USD" },
	{ "wants 12k", ACME, "kind call; direction out; who Acme GmbH; deal ?; amount ¥12,000; about wants 12k" },
	{ "wants 12k deal:202", ACME, "kind call; direction out; who Acme GmbH; deal Service; amount ¥12,000; about wants 12k" },
	{ "wants 12k deal:new", ACME, "kind call; direction out; who Acme GmbH; deal new; amount ¥12,000; about wants 12k" },
	{ "top 3 try again", ACME, "kind call; direction out; who Acme GmbH; about top 3 try again" },
	/* days */
	{ "call tomorrow", ACME, "kind call; when Mon 23 Nov; direction out; who Acme GmbH; planned" },
	{ "visit fri 14h", ACME, "kind visit; when Fri 27 Nov 14:00; direction out; who Acme GmbH; planned" },
	{ "call yesterday 10:30 price", ACME, "kind call; when Sat 21 Nov 10:30; direction out; who Acme GmbH; about price" },
	{ "call at 9:30", ACME, "kind call; when Sun 22 Nov 09:30; direction out; who Acme GmbH" },
	{ "called Anna fri", ACME, "kind call; direction out; who Anna Müller · Acme GmbH; next_kind call; next Fri 27 Nov?" },
	{ "task send offer by fri", ACME, "kind task; when Fri 27 Nov; who Acme GmbH; about send offer; planned" },
	{ "task send offer", ACME, "kind task; who Acme GmbH; about send offer; planned" },
	{ "call, follow up in 2 weeks", ACME, "kind call; direction out; who Acme GmbH; next_kind call; next Sun 6 Dec" },
	{ "call, next call 3/4", ACME, "kind call; direction out; who Acme GmbH; next_kind call; next Sat 2027-04-03?" },
	{ "call, next call", ACME, "kind call; direction out; who Acme GmbH; next_kind call; next ?" },
	{ "next call tue 10", ACME, "who Acme GmbH; next_kind call; next Tue 24 Nov 10:00" },
	{ "call, mail the offer", ACME, "kind call; direction out; who Acme GmbH; about mail the offer" },
	{ "call, mail the offer fri", ACME, "kind call; direction out; who Acme GmbH; next_kind mail; next Fri 27 Nov; next_about the offer" },
	{ "call, mon, then tue", ACME, "kind call; direction out; who Acme GmbH; next_kind call; next Mon 23 Nov?" },
	{ "wants an answer by fri", ACME, "kind call; direction out; who Acme GmbH; about wants an answer by fri" },
	{ "visit 2026-12-01 at noon", ACME, "kind visit; when Tue 1 Dec 12:00; direction out; who Acme GmbH; planned" },
	{ "so he said 3.5 is fine", ACME, "kind call; direction out; who Acme GmbH; about so he said 3.5 is fine" },
	{ "call back tue", WANG, "who 王小明 · 华星贸易; next_kind call; next Tue 24 Nov" },
	{ "Anruf Müller, will 12k bis Freitag, Rückruf Di 10", ACME,
	  "kind call; direction out; who Anna Müller · Acme GmbH; deal ?; amount ¥12,000; close Fri 27 Nov; "
	  "next_kind call; next Tue 24 Nov 10:00; about will 12k bis Freitag" },
	{ "visita Nordlys, quiere 3k, próxima llamada viernes", NOBODY,
	  "kind visit; direction out; who Nordlys Energi AS; deal ?; amount ¥3,000; next_kind call; next Fri 27 Nov; about quiere 3k" },
	/* stages */
	{ "> commit", RESTOCK, "deal Restock; stage Proposal → Commit" },
	{ ">", RESTOCK, "deal Restock; stage Proposal → Negotiation" },
	{ "> next", RESTOCK, "deal Restock; stage Proposal → Negotiation" },
	{ "> won", RESTOCK, "deal Restock; stage Proposal → Won" },
	{ "lost", RESTOCK, "deal Restock; stage Proposal → Lost" },
	{ "> lost price", RESTOCK, "deal Restock; stage Proposal → Lost; reason price" },
	{ "> n", RESTOCK, "deal Restock; stage Proposal → Negotiation" },
	{ "> xyz", RESTOCK, "deal Restock; stage Proposal → xyz?" },
	{ "call, > commit because he said so", RESTOCK,
	  "kind call; direction out; who 王小明 · 华星贸易; deal Restock; stage Proposal → Commit; about because he said so" },
	{ "budget > 10k", RESTOCK, "kind call; direction out; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → ¥10,000; about budget > 10k" },
	{ "call, → Commit", RESTOCK, "kind call; direction out; who 王小明 · 华星贸易; deal Restock; stage Proposal → Commit" },
	/* nearly nothing */
	{ "visited Anna on friday, liked it", ACME, "kind visit; direction out; who Anna Müller · Acme GmbH; next_kind visit; next Fri 27 Nov?; about liked it" },
	{ "周五拜访了王总", HUAXING, "kind visit; direction out; who 王小明 · 华星贸易; next_kind visit; next Fri 27 Nov?" },
	{ "met Anna on 12 nov, wants an offer next week", ACME,
	  "kind meeting; when Thu 12 Nov?; who Anna Müller · Acme GmbH; next_kind meeting; next Mon 23 Nov; about wants an offer" },
	{ "fair 12.11., spoke with Anna", ACME, "kind call; when Thu 12 Nov?; direction out; who Anna Müller · Acme GmbH; about fair" },
	{ "visit 12.11. 10:00", ACME, "kind visit; when Thu 12 Nov 10:00?; direction out; who Acme GmbH" },
	{ "visit 3.12. 10:00", ACME, "kind visit; when Thu 3 Dec 10:00; direction out; who Acme GmbH; planned" },
	{ "visited Anna tomorrow", ACME, "kind visit; direction out; who Anna Müller · Acme GmbH; next_kind visit; next Mon 23 Nov" },
	{ "meeting with Anna mon 14:00 - 15:30 at their office", ACME,
	  "kind meeting; when Mon 23 Nov 14:00; who Anna Müller · Acme GmbH; duration 1h30; about at their office; planned" },
	{ "明天14:00到15:00开会", ACME, "kind meeting; when Mon 23 Nov 14:00; who Acme GmbH; duration 1h; planned" },
	{ "call 14:00-13:00", ACME, "kind call; when Sun 22 Nov 14:00?; direction out; who Acme GmbH; about -; planned" },
	{ "meeting 14:00-15:00 with Anna", ACME, "kind meeting; when Sun 22 Nov 14:00; who Anna Müller · Acme GmbH; duration 1h; planned" },

	{ "no one picked up, try again tomorrow 9", NORDLYS,
	  "kind call; direction out; who Nordlys Energi AS; outcome no answer; next_kind call; next Mon 23 Nov 09:00; about try" },
	{ "no interest", NORDLYS, "kind call; direction out; who Nordlys Energi AS; about no interest" },
	{ "call nord", NORDLYS, "kind call; direction out; who Nordlys Energi AS; about nord" },
	{ "call Nord", NOBODY, "kind call; direction out; who Nordlys Energi AS" },
	{ "AC defekt", NOBODY, "kind call; direction out; who ?; about AC defekt" },
	{ "hab niemanden erreicht", ACME, "kind call; direction out; who Acme GmbH; outcome no answer; about hab niemanden erreicht" },
	{ "not agreed yet", ACME, "kind call; direction out; who Acme GmbH; about not agreed yet" },
	{ "he hasn't agreed", ACME, "kind call; direction out; who Acme GmbH; about he hasn't agreed" },
	{ "王总不同意价格", HUAXING, "kind call; direction out; who 王小明 · 华星贸易; about 不同意价格" },
	{ "还没答应", HUAXING, "kind call; direction out; who 华星贸易; about 还没答应" },
	{ "没接通，明天再打", HUAXING, "kind call; direction out; who 华星贸易; outcome no answer; next_kind call; next Mon 23 Nov" },

	{ "昨天下午拜访了王总", HUAXING, "kind visit; when Sat 21 Nov; direction out; who 王小明 · 华星贸易; about 下午" },
	{ "yesterday afternoon visit to Anna", ACME, "kind visit; when Sat 21 Nov; direction out; who Anna Müller · Acme GmbH; about afternoon" },
	{ "提醒我周一寄样品", HUAXING, "who 华星贸易; next_kind task; next Mon 23 Nov; next_about 寄样品" },
	{ "pls remind me to send samples on monday", ACME, "who Acme GmbH; next_kind task; next Mon 23 Nov; next_about send samples" },
	{ "Rückruf von Anna, Muster ok", ACME, "kind call; direction in; who Anna Müller · Acme GmbH; about Muster ok" },
	{ "mit Frau Müller telefoniert", ACME, "kind call; direction out; who Anna Müller · Acme GmbH" },
	{ "spoke to Anna, ok", ACME, "kind call; direction out; who Anna Müller · Acme GmbH; about ok" },
	{ "lunch w/ Anna yesterday", ACME, "kind meeting; when Sat 21 Nov; who Anna Müller · Acme GmbH" },
	{ "mtg w Anna", ACME, "kind meeting; who Anna Müller · Acme GmbH" },
	{ "聊了一个小时", HUAXING, "kind call; direction out; who 华星贸易; duration 1h" },
	{ "打电话给李红 两个小时", HUAXING, "kind call; direction out; who 李红 · 华星贸易; duration 2h" },
	{ "跟王小明通了电话", ACME, "kind call; direction out; who 王小明 · 华星贸易?" },

	{ "no budget this year", ACME, "kind call; direction out; who Acme GmbH; about no budget this year" },
	{ "call with Anna about q1", ACME, "kind call; direction out; who Anna Müller · Acme GmbH; about about q1" },
	{ "visited them last month", ACME, "kind visit; direction out; who Acme GmbH; about them last month" },
	{ "call next week", ACME, "kind call; when Mon 23 Nov; direction out; who Acme GmbH; planned" },
	{ "visit Anna next tue 10", ACME, "kind visit; when Tue 24 Nov 10:00; direction out; who Anna Müller · Acme GmbH; planned" },
	{ "call Anna price next tue", ACME,
	  "kind call; direction out; who Anna Müller · Acme GmbH; next_kind call; next Tue 24 Nov; about price" },
	{ "note his birthday is 4 may", WANG, "kind note; who 王小明 · 华星贸易; about his birthday is 4 may" },
	{ "price 12.5k -> commit", RESTOCK,
	  "kind call; direction out; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → ¥12,500; stage Proposal → Commit; about price 12.5k" },
	{ "Frau Li nicht im Büro", ACME, "kind call; direction out; who Li Wei · Acme GmbH; about nicht im Büro" },
	{ "下周一下午两点去拜访", HUAXING, "kind visit; when Mon 23 Nov 14:00; direction out; who 华星贸易; about 去; planned" },
	{ "上午没打通", HUAXING, "kind call; direction out; who 华星贸易; outcome no answer; about 上午没打通" },
	{ "won 75k", RESTOCK, "deal Restock; amount ¥84,000 → ¥75,000; stage Proposal → Won" },
	{ "won! PO 4711", RESTOCK, "kind note; who 王小明 · 华星贸易; deal Restock; stage Proposal → Won; about PO 4711" },
	{ "赢单！", RESTOCK, "deal Restock; stage Proposal → Won" },
	{ "lost to competitor", RESTOCK, "deal Restock; stage Proposal → Lost; reason competitor" },
	{ "lost: they were cheaper", RESTOCK, "kind note; who 王小明 · 华星贸易; deal Restock; stage Proposal → Lost; about they were cheaper" },
	{ "lost my notes", RESTOCK, "kind call; direction out; who 王小明 · 华星贸易; about lost my notes" },
	{ "> commit he said so", RESTOCK, "kind note; who 王小明 · 华星贸易; deal Restock; stage Proposal → Commit; about he said so" },
	{ "move to commit, next mail fri", RESTOCK,
	  "who 王小明 · 华星贸易; deal Restock; stage Proposal → Commit; next_kind mail; next Fri 27 Nov" },
	{ "amount 50k", RESTOCK, "deal Restock; amount ¥84,000 → ¥50,000" },
	{ "金额改成9万", RESTOCK, "deal Restock; amount ¥84,000 → ¥90,000" },
	{ "close by end of january", RESTOCK, "deal Restock; close Sun 2027-01-31" },
	{ "closing to end of january", RESTOCK, "deal Restock; close Sun 2027-01-31" },
	{ "Abschluss bis Ende Februar", RESTOCK, "deal Restock; close Sun 2027-02-28" },
	{ "1月底成交 要10万", RESTOCK, "kind call; direction out; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → ¥100,000; close Sun 2027-01-31; about 1月底成交要10万" },

	/* hours from-to behind a day; a date is one where no day stands before it */
	{ "call fri 9-11", ACME, "kind call; when Fri 27 Nov 09:00; direction out; who Acme GmbH; duration 2h; planned" },
	{ "Termin Fr 9-11 Uhr", ACME, "kind meeting; when Fri 27 Nov 09:00; who Acme GmbH; duration 2h; planned" },
	{ "meeting tomorrow 9–11", ACME, "kind meeting; when Mon 23 Nov 09:00; who Acme GmbH; duration 2h; planned" },
	{ "meeting tue 2-4pm", ACME, "kind meeting; when Tue 24 Nov 14:00; who Acme GmbH; duration 2h; planned" },
	{ "meeting mon 10:30-12", ACME, "kind meeting; when Mon 23 Nov 10:30; who Acme GmbH; duration 1h30; planned" },
	{ "meeting 30.11. 9-11", ACME, "kind meeting; when Mon 30 Nov 09:00; who Acme GmbH; duration 2h; planned" },
	{ "close 24-12", RESTOCK, "deal Restock; close Thu 24 Dec" },
	{ "call, next call fri 9-11", ACME,
	  "kind call; direction out; who Acme GmbH; next_kind call; next Fri 27 Nov 09:00; next_duration 2h" },
	{ "next visit tue 14:00-15:30", ACME,
	  "who Acme GmbH; next_kind visit; next Tue 24 Nov 14:00; next_duration 1h30" },
	{ "meeting 14:00-15:00 with Anna, next call fri 10-12", ACME,
	  "kind meeting; when Sun 22 Nov 14:00; who Anna Müller · Acme GmbH; duration 1h; next_kind call; next Fri 27 Nov 10:00; next_duration 2h; planned" },
	{ "call Anna fri 10-10:30", ACME,
	  "kind call; when Fri 27 Nov 10:00; direction out; who Anna Müller · Acme GmbH; duration 30m; planned" },
	{ "meeting Anna tmrw 10am-11", ACME,
	  "kind meeting; when Mon 23 Nov 10:00; who Anna Müller · Acme GmbH; duration 1h; planned" },
	{ "call Anna every monday 10", ACME,
	  "kind call; when Mon 23 Nov 10:00; repeats every Mon; direction out; who Anna Müller · Acme GmbH; planned" },
	{ "jeden Dienstag um 9 Anruf", ACME,
	  "kind call; when Tue 24 Nov 09:00; repeats every Tue; direction out; who Acme GmbH; planned" },
	{ "每周一10点打电话", HUAXING,
	  "kind call; when Mon 23 Nov 10:00; repeats every Mon; direction out; who 华星贸易; planned" },
	{ "meeting every mon 9-11 until 7 dec", ACME,
	  "kind meeting; when Mon 23 Nov 09:00; repeats every Mon until 2026-12-07; who Acme GmbH; duration 2h; planned" },
	{ "mail every day at 9 until 3 dec", ACME,
	  "kind mail; when Mon 23 Nov 09:00; repeats daily until 2026-12-03; direction out; who Acme GmbH; planned" },
	{ "called, next meeting every 2 weeks on fri 9-10", ACME,
	  "kind call; direction out; who Acme GmbH; next_kind meeting; next Fri 27 Nov 09:00; "
	  "next_repeats every 2 weeks on Fri; next_duration 1h" },
	{ "call Anna every 31 feb", ACME, "kind call; direction out; who Anna Müller · Acme GmbH; about every 31 feb" },
	{ "mail invoice 1200 eur, wants 12k", ACME,
	  "kind mail; direction out; who Acme GmbH; deal ?; amount ¥12,000; about invoice 1200 eur, wants 12k" },
	{ "1200 eur paid", ACME, "kind call; direction out; who Acme GmbH; about 1200 eur paid" },
	{ "note they order every week", ACME, "kind note; who Acme GmbH; about they order every week" },
	{ "visit thu 9.30-11.00", ACME,
	  "kind visit; when Thu 26 Nov 09:30; direction out; who Acme GmbH; duration 1h30; planned" },
	{ "visit thu from 9 to 11", ACME,
	  "kind visit; when Thu 26 Nov 09:00; direction out; who Acme GmbH; duration 2h; planned" },
	{ "visit thu 11-1pm", ACME,
	  "kind visit; when Thu 26 Nov 11:00; direction out; who Acme GmbH; duration 2h; planned" },
	{ "visit thu 2-3pm", ACME,
	  "kind visit; when Thu 26 Nov 14:00; direction out; who Acme GmbH; duration 1h; planned" },
	{ "visit thu between 9 and 11", ACME,
	  "kind visit; when Thu 26 Nov; direction out; who Acme GmbH; about between 9 and 11; planned" },
	{ "called yesterday 10-10:20", ACME,
	  "kind call; when Sat 21 Nov 10:00; direction out; who Acme GmbH; duration 20m" },
	{ "call fri 10 for 30 min", ACME,
	  "kind call; when Fri 27 Nov 10:00; direction out; who Acme GmbH; duration 30m; planned" },
	{ "call fri 10 for half an hour", ACME,
	  "kind call; when Fri 27 Nov 10:00; direction out; who Acme GmbH; duration 30m; planned" },
	{ "call fri 10 half an hour", ACME,
	  "kind call; when Fri 27 Nov 10:00; direction out; who Acme GmbH; duration 30m; planned" },
	{ "lunch with Anna yesterday 1h30", ACME, "kind meeting; when Sat 21 Nov; who Anna Müller · Acme GmbH; duration 1h30" },
	{ "visit mon 8h30", ACME, "kind visit; when Mon 23 Nov 08:30; direction out; who Acme GmbH; planned" },
	{ "meeting in Berlin 2h", ACME, "kind meeting; who Acme GmbH; duration 2h; about in Berlin" },
	{ "meeting every sun 2-4pm", ACME,
	  "kind meeting; when Sun 22 Nov 14:00; repeats every Sun; who Acme GmbH; duration 2h; planned" },
	{ "mail every day at 1 until 14 dec", ACME,
	  "kind mail; when Mon 23 Nov 01:00; repeats daily until 2026-12-14; direction out; who Acme GmbH; planned" },
	{ "called for an hour", ACME, "kind call; direction out; who Acme GmbH; duration 1h" },
	{ "back in an hour", ACME, "kind call; direction out; who Acme GmbH; about back in an hour" },
	{ "call, next meeting fri 10-11:30", ACME,
	  "kind call; direction out; who Acme GmbH; next_kind meeting; next Fri 27 Nov 10:00; next_duration 1h30" },
	{ "会议 周五10点到10点半", HUAXING,
	  "kind meeting; when Fri 27 Nov 10:00; who 华星贸易; duration 30m; planned" },
	{ "會議 週五下午兩點至三點半", HUAXING,
	  "kind meeting; when Fri 27 Nov 14:00; who 华星贸易; duration 1h30; planned" },
	{ "拜访 明天下午2点到4点", HUAXING,
	  "kind visit; when Mon 23 Nov 14:00; direction out; who 华星贸易; duration 2h; planned" },
	{ "今天拜访了王总", HUAXING, "kind visit; when Sun 22 Nov; direction out; who 王小明 · 华星贸易" },

	{ "left voicemail for Anna", NOBODY,
	  "kind call; direction out; who Anna Müller · Acme GmbH; outcome no answer; about left voicemail" },
	{ "tried Anna, no answer", NOBODY, "kind call; direction out; who Anna Müller · Acme GmbH; outcome no answer" },
	{ "had lunch with Anna yesterday", ACME, "kind meeting; when Sat 21 Nov; who Anna Müller · Acme GmbH" },
	{ "demo for Anna fri 14:00", ACME,
	  "kind meeting; when Fri 27 Nov 14:00; who Anna Müller · Acme GmbH; planned" },
	{ "promised Anna a sample by fri", ACME,
	  "kind promise; when Fri 27 Nov; who Anna Müller · Acme GmbH; about a sample; planned" },
	{ "texted Anna, will think about it", ACME,
	  "kind mail; direction out; who Anna Müller · Acme GmbH; about will think about it" },
	{ "note: Anna's son plays golf", ACME, "kind note; who Anna Müller · Acme GmbH; about son plays golf" },
	{ "remind me to call Anna fri 3pm", ACME,
	  "who Anna Müller · Acme GmbH; next_kind call; next Fri 27 Nov 15:00" },
	{ "2nd call with Anna", ACME, "kind call; direction out; who Anna Müller · Acme GmbH; about 2nd call" },
	{ "微信联系李红，明天再聊", HUAXING,
	  "kind mail; direction out; who 李红 · 华星贸易; next_kind mail; next Mon 23 Nov" },

	{ "华星 赢单", NOBODY, "who 华星贸易; deal Restock; stage Proposal → Won" },
	{ "华星 丢单 价格太高", NOBODY, "who 华星贸易; deal Restock; stage Proposal → Lost; reason price" },
	{ "won the 华星 deal", NOBODY, "who 华星贸易; deal Restock; stage Proposal → Won" },
	{ "lost 华星, price", NOBODY, "who 华星贸易; deal Restock; stage Proposal → Lost; reason price" },
	{ "move 华星 to commit", NOBODY, "who 华星贸易; deal Restock; stage Proposal → Commit" },
	{ "Anna won the lottery", ACME,
	  "kind call; direction out; who Anna Müller · Acme GmbH; about won the lottery" },
	{ "closing pushed to jan 15", RESTOCK, "deal Restock; close Fri 2027-01-15" },
	{ "amount +10k", RESTOCK, "kind call; direction out; who 王小明 · 华星贸易; about amount +10k" },
	{ "报价9万5", RESTOCK,
	  "kind call; direction out; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → ¥95,000; about 报价9万5" },
	{ "call fri 9-11:-5", ACME, "kind call; when Fri 27 Nov 09:00; direction out; who Acme GmbH; about -11:-5; planned" },
	{ "close 9-11", RESTOCK, "deal Restock; close Tue 2027-11-09?" },
	{ "so 3-4 pieces", ACME, "kind call; direction out; who Acme GmbH; about so 3-4 pieces" },
	{ "周二下午2点到4点开会", HUAXING, "kind meeting; when Tue 24 Nov 14:00; who 华星贸易; duration 2h; planned" },
	/* amounts that are not exact */
	{ "wants ca. 20 TEUR", RESTOCK, "kind call; direction out; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → €20,000; about wants ca. 20 TEUR" },
	{ "offer ~20k", RESTOCK, "kind call; direction out; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → ¥20,000; about offer ~20k" },
	{ "wants approx. 5000", RESTOCK, "kind call; direction out; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → ¥5,000; about wants approx. 5000" },
	{ "预算大约12万", RESTOCK, "kind call; direction out; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → ¥120,000; about 预算大约12万" },
	/* parts of months */
	{ "close mid december", RESTOCK, "deal Restock; close Tue 15 Dec" },
	{ "Abschluss Mitte Dezember", RESTOCK, "deal Restock; close Tue 15 Dec" },
	{ "wants 12k by end of month", RESTOCK,
	  "kind call; direction out; who 王小明 · 华星贸易; deal Restock; amount ¥84,000 → ¥12,000; close Mon 30 Nov; about wants 12k by end of month" },
	{ "12月中旬签约", RESTOCK, "deal Restock; close Tue 15 Dec" },
	{ "12月下旬签约", RESTOCK, "deal Restock; close Mon 21 Dec?" },
	/* reasons of loss, in English here */
	{ "lost: too expensive", RESTOCK, "deal Restock; stage Proposal → Lost; reason price" },
	{ "verloren, Preis", RESTOCK, "deal Restock; stage Proposal → Lost; reason price" },
	{ "verloren wegen Preis", RESTOCK, "deal Restock; stage Proposal → Lost; reason price" },
	{ "verloren: kein Budget", RESTOCK, "deal Restock; stage Proposal → Lost; reason no budget" },
	{ "> lost Wettbewerb.", RESTOCK, "deal Restock; stage Proposal → Lost; reason competitor" },
	{ "输单：价格", RESTOCK, "deal Restock; stage Proposal → Lost; reason price" },
	{ "輸單 競爭對手", RESTOCK, "deal Restock; stage Proposal → Lost; reason competitor" },
	{ "perdido: sin presupuesto", RESTOCK, "deal Restock; stage Proposal → Lost; reason no budget" },
	{ "", ACME, "" },
	{ "   ,,, ; ", ACME, "" },
	{ "", NOBODY, "" },
	{ "call,", ACME, "kind call; direction out; who Acme GmbH" },
	{ "ok, , thanks,", ACME, "kind call; direction out; who Acme GmbH; about ok, thanks" },
	{ "\"call\" \"12k\"", ACME, "kind call; direction out; who Acme GmbH; about call 12k" },
};

START_TEST(a_line_means)
{
	char *said = told(lines[_i].line, lines[_i].about);

	ck_assert_msg(!strcmp(said, lines[_i].said), "\n%s\n  is %s\n not %s", lines[_i].line, said, lines[_i].said);
	free(said);
}
END_TEST

/* "3/4" is April's or March's; both begin in the afternoon. */
START_TEST(each_day_has_the_hour)
{
	struct arena arena = { 0 };
	struct said_context c;
	const struct said_part *p;
	struct said s;

	context(&c, ACME);
	said_read("visit 3/4 2-4pm", &c, &arena, &s);
	p = &s.parts[SAID_WHEN];
	ck_assert_uint_eq(p->nchoices, 2);
	for (size_t i = 0; i < p->nchoices; i++)
		ck_assert_ptr_nonnull(strstr(p->choices[i].text, " 14:00"));
	arena_free(&arena);
}
END_TEST

/* Whatever is chosen is not asked again, nor does the choice make the line mean anything unheard of. */
START_TEST(what_was_chosen_is_not_asked_again)
{
	struct arena arena = { 0 };
	struct said_context c;
	struct said s, then;

	context(&c, lines[_i].about);
	said_read(lines[_i].line, &c, &arena, &s);
	for (int f = 0; f < SAID_FIELDS; f++)
		for (size_t i = 0; i < s.parts[f].nchoices; i++) {
			const char *chosen = said_choose(lines[_i].line, &s.parts[f], i, &arena);

			said_read(chosen, &c, &arena, &then);
			ck_assert_msg(!then.parts[f].asked, "%s\n of %s still asks for %s", chosen, lines[_i].line, said_names[f].name);
		}
	arena_free(&arena);
}
END_TEST

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* Pieces of lines, cut anywhere, and any bytes. */
static void random_line(uint32_t *seed, char out[400])
{
	size_t n = 0;

	while (n < 300 && next_random(seed) % 8) {
		const char *from = lines[next_random(seed) % LENGTH(lines)].line;
		size_t len = strlen(from), at = len ? next_random(seed) % len : 0;

		if (next_random(seed) % 4 == 0)
			out[n++] = (char)(1 + next_random(seed) % 255);
		len = next_random(seed) % (len - at + 1);
		len = len < 80 ? len : 80;
		memcpy(out + n, from + at, len);
		n += len;
	}
	out[n] = '\0';
}

START_TEST(any_bytes_are_understood_within_their_line)
{
	uint32_t seed = 7;
	char line[400];

	for (int i = 0; i < 3000; i++) {
		struct arena arena = { 0 };
		struct said_context c;
		struct said s;

		random_line(&seed, line);
		context(&c, (enum about)(i % (NORDLYS + 1)));
		said_read(line, &c, &arena, &s);
		for (int f = 0; f < SAID_FIELDS; f++) {
			ck_assert_uint_le(s.parts[f].from, s.parts[f].to);
			ck_assert_uint_le(s.parts[f].to, strlen(line));
			ck_assert(s.asked < 0 || s.parts[s.asked].asked);
			for (size_t k = 0; k < s.parts[f].nchoices; k++)
				said_read(said_choose(line, &s.parts[f], k, &arena), &c, &arena, &(struct said){ 0 });
		}
		arena_free(&arena);
	}
}
END_TEST

static const struct {
	const char *line;
	bool begins;
} firsts[] = {
	{ "call ", true }, { "call Wang", true }, { "call", false }, { "calls open", false }, { "Anruf Müller", true },
	{ "电话", true }, { "打电话给王总", true }, { "customers", false }, { "call-list", false }, { "filter call", false }, { "", false },
};

START_TEST(a_kind_begins_a_line)
{
	ck_assert_int_eq(said_begins(firsts[_i].line), firsts[_i].begins);
}
END_TEST

Suite *understand_suite(void)
{
	Suite *s = suite_create("understand");
	TCase *t = tcase_create("understand");

	tcase_add_loop_test(t, a_line_means, 0, (int)LENGTH(lines));
	tcase_add_test(t, each_day_has_the_hour);
	tcase_add_loop_test(t, what_was_chosen_is_not_asked_again, 0, (int)LENGTH(lines));
	tcase_add_test(t, any_bytes_are_understood_within_their_line);
	tcase_add_loop_test(t, a_kind_begins_a_line, 0, (int)LENGTH(firsts));
	suite_add_tcase(s, t);
	return s;
}
