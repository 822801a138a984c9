#include "base/map.h"

#include "base_suites.h"

static const uint64_t counting[2] = {0x0706050403020100u, 0x0F0E0D0C0B0A0908u};
static const uint64_t zero[2];

/* The first from the vectors of Rust's SipHasher13; the rest are what CPython 3.11, which hashes
 * bytes so, prints for hash(b"...") under PYTHONHASHSEED=0. */
static const struct {
	const uint64_t *secret;
	const char *text;
	uint64_t hash;
} vectors[] = {
    {counting, "", 0xABAC0158050FC4DCu},
    {zero, "a", 0x407448D2B89B1813u},
    {zero, "abc", 0xC03BC3A0042630F2u},
    {zero, "abcdefgh", 0x3F7B849C0B8E35EAu},
    {zero, "0123456789abcde", 0x26F4D862282D8FCBu},
    {zero, "0123456789abcdef0", 0xF738BB4F30801228u},
};

START_TEST(the_hash_is_siphash_1_3)
{
	ck_assert_uint_eq(map_hash(vectors[_i].text, strlen(vectors[_i].text), vectors[_i].secret),
			  vectors[_i].hash);
}
END_TEST

START_TEST(an_empty_map_has_nothing)
{
	struct map m = {0};

	ck_assert_ptr_null(map_get(&m, "a", 1));
	ck_assert_ptr_null(map_get(&m, "", 0));
	map_free(&m);
}
END_TEST

START_TEST(a_key_is_any_bytes)
{
	static const struct {
		const char *key;
		size_t len;
	} keys[] = {{"", 0}, {"\0", 1}, {"\0\0", 2}, {"a", 1}, {"a\0b", 3}, {"a\0c", 3}, {"A", 1}};
	struct map m = {0};
	size_t i;

	for (i = 0; i < LENGTH(keys); i++) {
		ck_assert_ptr_null(map_get(&m, keys[i].key, keys[i].len));
		ck_assert_int_eq(*map_put(&m, keys[i].key, keys[i].len), 0);
		*map_put(&m, keys[i].key, keys[i].len) = (int64_t)i + 1;
	}
	ck_assert_uint_eq(m.n, LENGTH(keys));
	for (i = 0; i < LENGTH(keys); i++)
		ck_assert_int_eq(*map_get(&m, keys[i].key, keys[i].len), (int64_t)i + 1);
	map_free(&m);
}
END_TEST

/* Copied keys live in the map, borrowed ones where they were. */
START_TEST(keys_are_copied_unless_borrowed)
{
	struct map copying = {0}, borrowing = {.borrow = true};
	char key[4] = "abc";

	*map_put(&copying, key, 3) = 1;
	*map_put(&borrowing, key, 3) = 1;
	ck_assert_uint_gt(copying.keys.total, 0);
	ck_assert_uint_eq(borrowing.keys.total, 0);
	key[0] = 'x';
	ck_assert_ptr_nonnull(map_get(&copying, "abc", 3));
	ck_assert_ptr_null(map_get(&borrowing, "abc", 3));
	map_free(&copying);
	map_free(&borrowing);
	ck_assert_uint_eq(copying.n + copying.room, 0);
}
END_TEST

static size_t key_of(char key[32], int i)
{
	return (size_t)snprintf(key, 32, "customer-%lld", i * 7919LL);
}

/* Through all the times it grows, no key is lost, doubled or mixed up with another. */
START_TEST(many_keys_are_all_there)
{
	enum { MANY = 300000 };
	struct map m = {0};
	char key[32];
	int i;

	for (i = 0; i < MANY; i++) {
		*map_put(&m, key, key_of(key, i)) = i;
		if (m.n > m.room / 4 * 3)
			ck_abort_msg("%zu keys in %zu slots", m.n, m.room);
	}
	for (i = 0; i < MANY; i += 3)
		*map_put(&m, key, key_of(key, i)) += MANY;
	ck_assert_uint_eq(m.n, MANY);
	for (i = 0; i < MANY; i++)
		if (*map_get(&m, key, key_of(key, i)) != (i % 3 ? i : i + MANY))
			ck_abort_msg("%s is wrong", key);
	for (i = MANY; i < 2 * MANY; i++)
		if (map_get(&m, key, key_of(key, i)))
			ck_abort_msg("%s was never put", key);
	map_free(&m);
}
END_TEST

START_TEST(every_map_has_a_secret_of_its_own)
{
	struct map a = {0}, b = {0};

	map_put(&a, "x", 1);
	map_put(&b, "x", 1);
	ck_assert_mem_ne(a.secret, b.secret, sizeof(a.secret));
	map_free(&a);
	map_free(&b);
}
END_TEST

Suite *map_suite(void)
{
	Suite *suite = suite_create("map");
	TCase *t = tcase_create("map");

	tcase_add_loop_test(t, the_hash_is_siphash_1_3, 0, (int)LENGTH(vectors));
	tcase_add_test(t, an_empty_map_has_nothing);
	tcase_add_test(t, a_key_is_any_bytes);
	tcase_add_test(t, keys_are_copied_unless_borrowed);
	tcase_add_test(t, many_keys_are_all_there);
	tcase_add_test(t, every_map_has_a_secret_of_its_own);
	suite_add_tcase(suite, t);
	return suite;
}
