"""What holds for all workers at once: a token that Discord refuses, and a wait that it asks of everybody.

After one 401 no worker calls Discord again until it has another token: 10,000 refusals get an address blocked.
"""

from dataclasses import dataclass
from datetime import datetime

from paddock.jobs.model import digest
from paddock.store.change import Put
from paddock.store.item import Item, Record
from paddock.store.table import Database


class Halt(Record):
    token: str
    """A digest of the token that was refused."""
    since: datetime


class Wait(Record):
    until: datetime


HALT = Item(Halt, pk="DISCORD", sk="HALT", purpose="that Discord refused the bot's token; of no tenant")
WAIT = Item(Wait, pk="DISCORD", sk="WAIT", purpose="until when Discord wants no call at all; of no tenant")


@dataclass(frozen=True)
class Standing:
    """How we stand with Discord."""

    refused: str | None
    until: datetime | None

    def refuses(self, token: str) -> bool:
        return self.refused == digest(token)

    def wait(self, now: datetime) -> float:
        """Seconds."""
        return max((self.until - now).total_seconds(), 0.0) if self.until else 0.0


def fetch_standing(database: Database) -> Standing:
    found = database.fetch([HALT.key(), WAIT.key()])
    halt, wait = found.get(HALT.key()), found.get(WAIT.key())
    return Standing(HALT.load(halt).token if halt else None, WAIT.load(wait).until if wait else None)


def halt(database: Database, token: str, now: datetime) -> None:
    refused = Halt(token=digest(token), since=now)
    database.write([Put(HALT.key(), HALT.dump(refused), None)])


def wait(database: Database, until: datetime) -> None:
    database.write([Put(WAIT.key(), WAIT.dump(Wait(until=until)), None)])
