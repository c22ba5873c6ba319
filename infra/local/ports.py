"""The stack's ports, all on 127.0.0.1."""

import socket

from infra.local.settings import CannotStart

HOST = "127.0.0.1"


def listen(port: int) -> socket.socket:
    """A socket that takes connections from now on; they wait until somebody serves it."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Else an answer waits until the other side has acknowledged its headers: 40 ms, from a connection's second on.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except OSError as refused:
        listener.close()
        raise CannotStart(
            f"Port {port} is taken by another program ({refused.strerror}). "
            "End it, or set PADDOCK_PORT to the first of three free ports (0: any)."
        ) from refused
    return listener


def url(listener: socket.socket) -> str:
    return f"http://{HOST}:{listener.getsockname()[1]}"


def free(port: int) -> int:
    """The port itself if nobody has it, or some free one for 0; whoever is told it must take it soon."""
    with listen(port) as listener:
        return int(listener.getsockname()[1])
