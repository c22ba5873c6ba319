"""Link codes: made from what nobody can guess, and known to us by their digest alone."""

import base64
import hashlib
from typing import Any, Self

from pydantic_core import CoreSchema, core_schema

from paddock.ids import Id
from paddock.jobs.model import digest

BYTES = 5
"""40 bits, eight letters: ten minutes are not enough to try one in a million of them."""
ALIKE = str.maketrans("018", "OIB")
"""Digits that no code contains, and what somebody means who types them."""


class CodeId(Id):
    """The digest of a code, made from what somebody typed: capitals, blanks and dashes don't matter."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls.of, core_schema.str_schema())

    @classmethod
    def of(cls, typed: str) -> Self:
        letters = "".join(each for each in typed.upper() if each.isalnum()).translate(ALIKE)
        return cls(digest("link code", letters, length=32))


def new_code(interaction: str, token: str) -> str:
    """From the interaction's token, which Discord tells nobody but us: as good as chance, and the same when it comes
    twice."""
    secret = hashlib.sha256(f"link code\x1f{interaction}\x1f{token}".encode()).digest()
    letters = base64.b32encode(secret[:BYTES]).decode()
    return f"{letters[:4]}-{letters[4:]}"
