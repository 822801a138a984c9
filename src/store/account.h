/* Who a uid of the host is in a team's book. */
#ifndef STORE_ACCOUNT_H
#define STORE_ACCOUNT_H

#include "store/store.h"

/* Lets in the login with the uid that it first came with, and nobody else: a uid that the host has given
 * to another login, or a login that came back with another uid, is refused and logged. 0, or -1 with the
 * error set. */
int account_admit(struct store *s, const char *login, int64_t uid, struct error *e);

#endif
