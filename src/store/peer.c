/* Alone in its file, so that a test can put another one in its place; no released program has a way
 * to. */
#include "config.h"

#include <sys/socket.h>

#include "store/serve.h"

int peer_uid(int fd, unsigned *uid)
{
	struct ucred peer;
	socklen_t len = sizeof(peer);

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len))
		return -1;
	*uid = peer.uid;
	return 0;
}
