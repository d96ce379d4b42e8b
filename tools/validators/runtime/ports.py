"""Free loopback ports."""

import secrets
import socket

LOOPBACK = "127.0.0.1"

# Below the range that systems hand to outgoing connections, so that a server can come back on its port.
FIRST_PORT = 20_000
LAST_PORT = 32_000
ATTEMPTS = 200


def is_free(port: int) -> bool:
    """Whether a server could listen on the loopback port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def free_port() -> int:
    """A loopback port that nothing listens on; picked by chance, so that parallel runs do not collide."""
    for _ in range(ATTEMPTS):
        port = FIRST_PORT + secrets.randbelow(LAST_PORT - FIRST_PORT)
        if is_free(port):
            return port
    raise OSError(f"no free loopback port between {FIRST_PORT} and {LAST_PORT}")


def accepts(port: int) -> bool:
    """Whether something accepts connections on the loopback port."""
    try:
        socket.create_connection((LOOPBACK, port), timeout=1).close()
    except OSError:
        return False
    return True
