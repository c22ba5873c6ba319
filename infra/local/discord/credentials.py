"""The application that the bot runs as: its ids, its token and its key pair, kept in a file of the state folder."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from nacl.signing import SigningKey

from infra.local.discord.clock import first_at

FILE = "credentials.json"


@dataclass(frozen=True)
class Credentials:
    application_id: str
    bot_id: str
    bot_token: str
    public_key: str
    """Hexadecimal, of Ed25519."""
    private_key: str
    """Hexadecimal seed."""

    @classmethod
    def load_or_make(cls, folder: Path) -> Self:
        file = folder / FILE
        if file.exists():
            return cls(**json.loads(file.read_text()))
        made = cls.make()
        folder.mkdir(parents=True, exist_ok=True)
        _write_private(file, json.dumps(asdict(made), indent=1))
        return made

    @classmethod
    def make(cls) -> Self:
        key = SigningKey.generate()
        id = str(first_at(datetime.now(UTC)))
        return cls(
            application_id=id,
            bot_id=id,
            bot_token=f"{id}.simulated.{secrets.token_urlsafe(24)}",
            public_key=key.verify_key.encode().hex(),
            private_key=key.encode().hex(),
        )


def _write_private(file: Path, text: str) -> None:
    """A file that is there is whole: it is written beside its place and moved."""
    beside = file.with_suffix(".new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as opened:
        opened.write(text)
    beside.replace(file)
