#include "term/clipboard.h"

static void base64(struct sbuf *out, const unsigned char *in, size_t len)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		uint32_t bits = (uint32_t)in[i] << 16;
		bits |= i + 1 < len ? (uint32_t)in[i + 1] << 8 : 0;
		bits |= i + 2 < len ? in[i + 2] : 0;
		sbuf_putc(out, digit[bits >> 18]);
		sbuf_putc(out, digit[bits >> 12 & 63]);
		sbuf_putc(out, i + 1 < len ? digit[bits >> 6 & 63] : '=');
		sbuf_putc(out, i + 2 < len ? digit[bits & 63] : '=');
	}
}

void clipboard_write(struct sbuf *out, const char *text, size_t len)
{
	sbuf_puts(out, "\033]52;c;");
	base64(out, (const unsigned char *)text, len);
	sbuf_putc(out, '\007');
}
