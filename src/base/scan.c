#include "base/scan.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

const char *scan_find_plain(const char *at, const char *end, const char *needle, size_t n)
{
	size_t left = (size_t)(end - at);

	while (left >= n && (at = memchr(at, needle[0], left - n + 1))) {
		if (!memcmp(at, needle, n))
			return at;
		left = (size_t)(end - ++at);
	}
	return NULL;
}

#ifdef __SSE2__
/* Where the first byte and the last both fit the rest is compared (Mula, "SIMD-friendly algorithms for
 * substring searching"). The last tells more: Chinese characters begin alike. */
const char *scan_find(const char *at, const char *end, const char *needle, size_t n)
{
	const __m128i first = _mm_set1_epi8(needle[0]), last = _mm_set1_epi8(needle[n - 1]);

	for (; (size_t)(end - at) >= n + 15; at += 16) {
		__m128i a = _mm_loadu_si128((const __m128i *)at);
		__m128i b = _mm_loadu_si128((const __m128i *)(at + n - 1));
		unsigned fits = (unsigned)_mm_movemask_epi8(
			_mm_and_si128(_mm_cmpeq_epi8(a, first), _mm_cmpeq_epi8(b, last)));

		for (; fits; fits &= fits - 1) {
			const char *here = at + __builtin_ctz(fits);

			if (n <= 2 || !memcmp(here + 1, needle + 1, n - 2))
				return here;
		}
	}
	return scan_find_plain(at, end, needle, n);
}
#else
const char *scan_find(const char *at, const char *end, const char *needle, size_t n)
{
	return scan_find_plain(at, end, needle, n);
}
#endif
