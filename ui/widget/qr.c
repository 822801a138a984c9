#include "widget/qr.h"

#include <qrencode.h>

#define QUIET 4 /* modules; without them no camera finds the code */

static QRcode *encode(const char *text)
{
	return QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
}

struct rect qr_size(const char *text, enum graphics graphics)
{
	QRcode *code = encode(text);
	int n = code ? code->width + 2 * QUIET : 0;

	QRcode_free(code);
	return graphics == GRAPHICS_UTF8 ? (struct rect){ 0, 0, n, (n + 1) / 2 } : (struct rect){ 0, 0, 2 * n, n };
}

static bool is_dark(const QRcode *code, int x, int y)
{
	x -= QUIET;
	y -= QUIET;
	return x >= 0 && y >= 0 && x < code->width && y < code->width && (code->data[y * code->width + x] & 1);
}

static void draw_halves(struct grid *g, struct rect r, const QRcode *code, int n)
{
	static const char *const blocks[] = { " ", "▀", "▄", "█" };

	for (int y = 0; y < n; y += 2)
		for (int x = 0; x < n; x++)
			grid_put(g, r.x + x, r.y + y / 2, 1, ROLE_QR,
				 blocks[is_dark(code, x, y) + 2 * is_dark(code, x, y + 1)]);
}

/* Reversed blanks are as solid as blocks. */
static void draw_wide(struct grid *g, struct rect r, const QRcode *code, int n)
{
	for (int y = 0; y < n; y++)
		for (int x = 0; x < n; x++) {
			bool dark = is_dark(code, x, y);
			grid_put(g, r.x + 2 * x, r.y + y, 2, dark ? ROLE_QR | ATTR_REVERSE : ROLE_QR, "  ");
		}
}

void qr_draw(struct grid *g, struct rect r, const char *text)
{
	QRcode *code = encode(text);

	if (code && g->graphics == GRAPHICS_UTF8)
		draw_halves(g, r, code, code->width + 2 * QUIET);
	else if (code)
		draw_wide(g, r, code, code->width + 2 * QUIET);
	QRcode_free(code);
}
