/* A text as a QR code (ISO/IEC 18004), for the camera of a phone. */
#ifndef WIDGET_QR_H
#define WIDGET_QR_H

#include "term/grid.h"

/* The columns and lines that it takes, with the quiet zone of four modules around it: two modules a cell
 * where half blocks can be drawn, else a module two cells. 0 by 0 when the text is too long for a code. */
struct rect qr_size(const char *text, enum graphics graphics);
/* Draws it from the rect's first cell on. */
void qr_draw(struct grid *g, struct rect r, const char *text);

#endif
