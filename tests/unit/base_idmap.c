#include "base_suites.h"

#include "base/idmap.h"

/* Ids with gaps and without: none is lost or mixed up while the slots grow. */
START_TEST(many_ids_are_all_there)
{
	enum { MANY = 200000 };
	struct idmap m = { 0 };

	ck_assert_ptr_null(idmap_get(&m, 1));
	for (int64_t i = 1; i <= MANY; i++)
		*idmap_put(&m, i * 3) = i;
	*idmap_put(&m, -1) = 5;
	*idmap_put(&m, 3) += 7;
	ck_assert_uint_eq(m.n, MANY + 1);
	ck_assert_int_eq(*idmap_get(&m, 3), 8);
	for (int64_t i = 2; i <= MANY; i++)
		if (!idmap_get(&m, i * 3) || *idmap_get(&m, i * 3) != i || idmap_get(&m, i * 3 + 1))
			ck_abort_msg("%lld is wrong", (long long)i);
	idmap_free(&m);
	ck_assert_ptr_null(idmap_get(&m, 3));
}
END_TEST

Suite *idmap_suite(void)
{
	Suite *suite = suite_create("idmap");
	TCase *t = tcase_create("idmap");

	tcase_add_test(t, many_ids_are_all_there);
	suite_add_tcase(suite, t);
	return suite;
}
