#include "model/document.h"

#include "base/utf8.h"

#define NAME_MOST 200

/* What no name may have in it: controls of C0 and C1, and what parts folders. */
static bool is_unfit(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == '/' || cp == '\\';
}

void document_name(struct sbuf *out, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	size_t begin = out->len, len;

	name += strspn(name, ". ");
	len = strlen(name);
	for (size_t at = 0; at < len;) {
		uint32_t cp;
		size_t n = utf8_decode(name + at, len - at, &cp);

		if (out->len - begin + n > NAME_MOST)
			break;
		if (is_unfit(cp) || (n == 1 && (name[at] & 0x80))) /* or no UTF-8 */
			sbuf_putc(out, '_');
		else
			sbuf_add(out, name + at, n);
		at += n;
	}
	if (out->len == begin)
		sbuf_puts(out, "document");
}
