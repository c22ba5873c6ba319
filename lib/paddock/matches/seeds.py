"""Where what is raced can be had: an address that Discord takes for a button."""

from paddock.addresses import is_address
from paddock.errors import BadInput
from paddock.matches.model import MOST_SEED


class NoSeed(BadInput):
    def __init__(self) -> None:
        super().__init__(
            f"`seed`: the address of what is raced, at most {MOST_SEED} characters, as it stands in the browser: "
            "for example `https://alttpr.com/h/abc`."
        )


def checked_seed(text: str) -> str:
    if not is_address(text, MOST_SEED):
        raise NoSeed
    return text
