"""Where what is raced can be had: an address that Discord takes for a button."""

import re
from urllib.parse import urlsplit

from paddock.errors import BadInput
from paddock.matches.model import MOST_SEED

SCHEMES = frozenset({"http", "https"})
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
VISIBLE = re.compile(r"[!-~]+")
"""ASCII without spaces."""


class NoSeed(BadInput):
    def __init__(self) -> None:
        super().__init__(
            f"`seed`: the address of what is raced, at most {MOST_SEED} characters, as it stands in the browser: "
            "for example `https://alttpr.com/h/abc`."
        )


def checked_seed(text: str) -> str:
    if len(text) > MOST_SEED or not VISIBLE.fullmatch(text):
        raise NoSeed
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise NoSeed from None
    # A name before the host makes an address look like another one's.
    if parts.scheme not in SCHEMES or not HOST.fullmatch(host) or "@" in parts.netloc:
        raise NoSeed
    return text
