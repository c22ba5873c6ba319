"""Addresses on the web as people paste them, held to what Discord takes for a link or a button."""

import re
from urllib.parse import urlsplit

SCHEMES = frozenset({"http", "https"})
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
VISIBLE = re.compile(r"[!-~]+")
"""ASCII without spaces."""


def is_address(text: str, longest: int) -> bool:
    if len(text) > longest or not VISIBLE.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    # A name before the host makes an address look like another one's.
    return parts.scheme in SCHEMES and HOST.fullmatch(host) is not None and "@" not in parts.netloc
