/* What the robot presses: mostly keys that mean something where it is, and what people type there; now and
 * then anything. */
#include "base/utf8.h"
#include "robot.h"
#include "term/script.h"

/* What is typed has no slash and no tilde: whatever writes or opens a file stays in the folder of the robot. */
static const char *const typed[] = {
	"Nordlys", "Müller", "王", "上海", "zo", "a", "x", "99", "0", "-5", "12k", "1,200.50", "1200 EUR", "50%",
	"2026-12-01", "2026-11-22", "fri", "next tue 10", "tomorrow", "下周二10点", "+2w", "31 feb", "25:99", "y", "n",
	"yes", "me", "Ana", "call", "visit", "won", "lost", "open", "negotiation", "stage:open amount>10k",
	"owner:me", "name:nord or", "status=customer", "((", "\"", "'; DROP TABLE customer; --", "%n%x", "\\",
	"99999999999999999999", "1e400", "call Nordlys wants 12k by fri, next call tue 10, > negotiation",
	"电话 王总 要12k 周五前 下周二10点再打", "visit with Ana for 30 min", "😀", "Zoe\xCC\x81", "a@b.example",
	"+49 221 901820", "+vip", "-vip", "vip", "  ", "one two three four five six seven eight nine ten eleven",
	"weekly", "FREQ=WEEKLY;COUNT=3", "EUR", "NOK", "robot.csv", "robot.json", "robot.tsv", "robot.ics", "r.vcf",
};

/* What goes after ':' besides names of commands, actions and entities. */
static const char *const lines[] = {
	"set theme contrast", "set theme mono", "set graphics ascii", "set graphics utf8", "set mouse on", "set remind 0",
	"set", "asof 2026-10-01", "asof now", "asof 1900-01-01", "deal stage:open", "customer status=customer",
	"activity done=null", "changes monday", "play robot", "revert", "deal.move won", "tag robot", "assign me",
	"call Nordlys wants 3k by fri", "duplicates contact", "nothing of the kind", "export robot.csv",
};

static const char *const pasted[] = {
	"one line", "two\\nlines", "\\t\\t\\n", "Jo Doe\\nHead of Sales\\nAcme Ltd\\njo@acme.example\\n+44 113 496 0000",
	"BEGIN:VCARD\\nVERSION:3.0\\nN:Lund;Ingrid\\nFN:Ingrid Lund\\nORG:Nordlys\\nEND:VCARD",
	"a\x1b[31m\x07\xC2\x9B\xE2\x80\xAE\xE2\x80\x8B" "b", "王小明\\n采购经理\\n上海大众",
};

static const struct {
	int w, h;
} sizes[] = { { 80, 24 }, { 80, 24 }, { 120, 40 }, { 132, 60 }, { 40, 12 }, { 20, 5 }, { 39, 24 }, { 80, 7 },
	      { 1, 1 }, { 2, 60 }, { 132, 1 } };

#define PICK(chance, list) ((list)[random_below(chance, LENGTH(list))])

/* Leaving, and going back, are rarely meant: else the robot gets nowhere. */
static bool is_wanted(struct random *chance, enum command_id id)
{
	switch (id) {
	case CMD_QUIT:
		return random_below(chance, 60) == 0;
	case CMD_CLOSE:
	case CMD_REDRAW:
	case CMD_SUSPEND:
	case CMD_CANCEL:
		return random_chance(chance, 25);
	case CMD_BACK:
	case CMD_UNDO:
	case CMD_LEAVE:
		return random_chance(chance, 50);
	default:
		return true;
	}
}

/* One of the alternatives "g+g Home", as the script has it: "g g". */
static void add_keys(struct random *chance, const char *keys, struct sbuf *step)
{
	size_t n = 1, at;

	for (const char *p = keys; (p = strchr(p, ' ')); p++)
		n++;
	for (n = random_below(chance, (uint32_t)n); n; n--)
		keys = strchr(keys, ' ') + 1;
	at = step->len + 1;
	sbuf_printf(step, "%.*s", (int)strcspn(keys, " "), keys);
	for (; at < step->len; at++)
		if (step->data[at] == '+' && at + 1 < step->len)
			step->data[at] = ' ';
}

static void throw_command(struct random *chance, unsigned contexts, struct sbuf *step)
{
	const struct command *c;

	do
		c = &commands[random_below(chance, CMD_COUNT)];
	while (!(c->contexts & contexts) || !*c->keys || !is_wanted(chance, c->id));
	sbuf_puts(step, "keys ");
	add_keys(chance, c->keys, step);
}

static void throw_continuation(struct random *chance, const struct app *a, struct sbuf *step)
{
	enum command_id ids[CMD_COUNT];
	uint32_t next[CMD_COUNT];
	size_t n = keys_after(a->keys, a->nkeys, app_top(a)->ops->contexts, ids, next, CMD_COUNT);

	sbuf_puts(step, "keys ");
	key_write(step, n ? next[random_below(chance, (uint32_t)n)] : K_ESC);
}

/* Any key that there is. */
static void throw_key(struct random *chance, struct sbuf *step)
{
	static const uint32_t special[] = { K_ENTER, K_ESC, K_TAB, K_BACKSPACE, K_DELETE, K_INSERT, K_UP, K_DOWN,
					    K_LEFT, K_RIGHT, K_HOME, K_END, K_PAGE_UP, K_PAGE_DOWN };
	uint32_t key = (uint32_t)random_between(chance, '!', '~');

	if (random_chance(chance, 40))
		key = PICK(chance, special);
	else if (random_chance(chance, 15))
		key = K_F1 + random_below(chance, 12);
	if (random_chance(chance, 10))
		key |= random_chance(chance, 50) ? K_ALT : K_SHIFT;
	if (key == '/' || key == '~')
		key = '.';
	sbuf_puts(step, "keys ");
	key_write(step, key);
}

static void throw_line(struct random *chance, struct sbuf *step)
{
	switch (random_below(chance, 4)) {
	case 0:
		sbuf_puts(step, commands[random_below(chance, CMD_COUNT)].name);
		break;
	case 1:
		sbuf_puts(step, actions[random_below(chance, (uint32_t)actions_count)].name);
		break;
	case 2:
		sbuf_puts(step, entity_at(random_below(chance, ENTITY_COUNT))->name);
		break;
	default:
		sbuf_puts(step, PICK(chance, lines));
		return;
	}
	if (random_chance(chance, 30))
		sbuf_printf(step, " %s", PICK(chance, typed));
}

static void throw_text(struct random *chance, const struct app *a, struct sbuf *step)
{
	sbuf_puts(step, "type ");
	if (app_top(a)->ops->contexts & IN_LINE && random_chance(chance, 40))
		throw_line(chance, step);
	else
		sbuf_puts(step, PICK(chance, typed));
}

static void throw_mouse(struct random *chance, const struct app *a, struct sbuf *step)
{
	static const char *const words[] = { "press", "press", "release", "up", "down" };

	sbuf_printf(step, "mouse %s %d %d", PICK(chance, words), random_between(chance, 0, a->term->w),
		    random_between(chance, 0, a->term->h));
}

static void throw_size(struct random *chance, const struct app *a, struct sbuf *step)
{
	size_t i = random_below(chance, LENGTH(sizes));

	if (a->term->w < 40 || a->term->h < 8)
		i = 0; /* long enough */
	if (random_chance(chance, 30))
		sbuf_printf(step, "size %dx%d", random_between(chance, 1, 132), random_between(chance, 1, 60));
	else
		sbuf_printf(step, "size %dx%d", sizes[i].w, sizes[i].h);
}

/* What people do from end to end, wherever they are: else little would be changed. */
static const char *const habits[] = {
	"keys a\ntype Robot Ltd\nkeys C-s", "keys e\ntype x\nkeys C-s", "keys e\nkeys Tab\ntype 12\nkeys C-s",
	"keys E\nkeys Enter", "keys T\ntype vip\nkeys Enter", "keys T\ntype -vip\nkeys Enter", "keys d",
	"keys m\nkeys Down\nkeys Enter", "keys m\ntype won\nkeys Enter", "keys m\ntype lost\nkeys Enter\nkeys Enter",
	"keys >", "keys <", "keys x", "keys z\ntype fri\nkeys Enter", "keys A\nkeys Down\nkeys Enter",
	"keys L\ntype call Ana wants 12k by fri, next visit tue 10\nkeys Enter", "keys t\ntype robot\nkeys C-s",
	"keys !\ntype the drawing\nkeys C-s", "keys r\nkeys C-s", "keys .", "keys C-r", "keys )", "keys +", "keys D",
	"keys *\nkeys T\ntype many\nkeys Enter\nkeys Enter\ntype y", "keys Space Space Space", "keys Space Space d",
	"keys M\nkeys Enter\nkeys C-s\ntype y", "keys g m\nkeys Enter\nkeys C-s", "keys g m\nkeys x",
	"keys c\nkeys 1\nkeys Enter", "keys 2\nkeys Enter", "keys 3\nkeys Enter", "keys 4", "keys 5\nkeys Enter",
	"keys 6", "keys 1", "keys g x\nkeys d", "keys O\nkeys Enter\ntype customers.csv\nkeys Enter",
	"keys g i\ntype customers.csv\nkeys Enter\nkeys Enter\nkeys Enter\nkeys Enter", "keys g w\ntype mine\nkeys Enter",
	"keys :\ntype customer\nkeys Enter", "keys :\ntype product\nkeys Enter", "keys :\ntype stage\nkeys Enter",
	"keys :\ntype team\nkeys Enter", "keys :\ntype user\nkeys Enter", "keys :\ntype relation\nkeys Enter",
	"keys :\ntype activity\nkeys Enter", "keys :\ntype template\nkeys Enter", "keys :\ntype trait\nkeys Enter",
	"keys :\ntype set recur weekly\nkeys Enter", "keys E\ntype weekly\nkeys Enter", "keys S",
};

/* The next step of what was begun; false at its end. */
static bool go_on(struct thrower *t, struct sbuf *step)
{
	size_t n;

	if (!t->habit || !*t->habit)
		return false;
	n = strcspn(t->habit, "\n");
	sbuf_add(step, t->habit, n);
	t->habit += n + (t->habit[n] == '\n');
	return true;
}

void throw_step(struct thrower *t, const struct app *a, struct sbuf *step)
{
	/* Of a hundred: a command of the pane, text, any key, any command, the mouse, a paste, a size, time,
	 * a habit, what ends the typing of something. */
	static const unsigned char reading[] = { 62, 0, 5, 6, 6, 1, 2, 3, 15, 0 },
				   typing[] = { 33, 20, 5, 2, 3, 3, 1, 1, 0, 32 };
	static const char *const ends[] = { "Enter", "Enter", "Esc", "Esc", "C-s", "C-u", "y" };
	const struct view_ops *ops = app_top(a)->ops;
	struct random *chance = &t->chance;

	if (go_on(t, step))
		return;
	if (a->nkeys && random_chance(chance, 80)) {
		throw_continuation(chance, a, step);
		return;
	}
	switch (random_weighted(chance, ops->flags & VIEW_TYPES ? typing : reading, LENGTH(typing))) {
	case 0:
		throw_command(chance, ops->contexts, step);
		break;
	case 1:
		throw_text(chance, a, step);
		break;
	case 2:
		throw_key(chance, step);
		break;
	case 3:
		throw_command(chance, (unsigned)IN_ALL, step);
		break;
	case 4:
		throw_mouse(chance, a, step);
		break;
	case 5:
		sbuf_printf(step, "paste %s", PICK(chance, pasted));
		break;
	case 6:
		throw_size(chance, a, step);
		break;
	case 7:
		sbuf_puts(step, random_chance(chance, 50) ? "tick" : "tick 30");
		break;
	case 8:
		t->habit = PICK(chance, habits);
		go_on(t, step);
		break;
	default:
		sbuf_printf(step, "keys %s", PICK(chance, ends));
	}
}
