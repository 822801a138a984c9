/* The least that a program with a list can do with ncurses: draws a table of coloured text in several
 * scripts, and moves a bar over it. What our screen is compared with.
 *
 *	bare [ROWS]      Down j, PgDn, G, q */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define NCURSES_WIDECHAR 1
#include <curses.h>

static long rows = 1000000, at, top;

static void draw_row(int y, long row)
{
	static const char *const names[] = {"Müller & Söhne GmbH", "上海大众汽车有限公司", "Acme Ltd",
					    "Zoé's Café", "Nordlys Energi AS"};

	move(y, 0);
	clrtoeol();
	attrset(row == at ? A_REVERSE : A_NORMAL);
	mvprintw(y, 0, "%-*s", COLS, "");
	mvprintw(y, 2, "%s %ld", names[row % 5], row);
	mvprintw(y, 45, "city %ld", row % 977);
	attrset(row == at ? A_REVERSE : COLOR_PAIR(1 + row % 3));
	mvprintw(y, 70, "%ld.%02ld", row * 7919 % 100000, row % 100);
	attrset(A_NORMAL);
}

static void draw(void)
{
	int height = LINES - 1;

	if (at >= rows)
		at = rows - 1;
	if (at >= top + height)
		top = at - height + 1;
	for (int y = 0; y < height && top + y < rows; y++)
		draw_row(y, top + y);
	mvprintw(LINES - 1, 0, "%ld of %ld", at + 1, rows);
	refresh();
}

int main(int argc, char **argv)
{
	setlocale(LC_ALL, "");
	if (argc > 1)
		rows = strtol(argv[1], NULL, 10);
	initscr();
	start_color();
	use_default_colors();
	for (short i = 1; i <= 3; i++)
		init_pair(i, i, -1);
	noecho();
	keypad(stdscr, TRUE);
	for (int key = 0; key != 'q' && key != ERR; key = getch()) {
		at += key == 'j' || key == KEY_DOWN ? 1 : key == KEY_NPAGE ? LINES - 1 : 0;
		at = key == 'G' ? rows - 1 : key == 'g' ? 0 : at;
		top = at < top || key == KEY_NPAGE ? at : top;
		draw();
	}
	endwin();
	return 0;
}
