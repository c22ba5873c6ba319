"""After one 401 no worker calls Discord again until it has another token: 10,000 refusals get an address blocked."""

from datetime import datetime

from paddock.jobs.model import digest
from paddock.store.change import Put
from paddock.store.item import Item, Record
from paddock.store.table import Database


class Halt(Record):
    token: str
    """A digest of the token that was refused."""
    since: datetime


HALT = Item(Halt, pk="DISCORD", sk="HALT", purpose="that Discord refused the bot's token; of no tenant")


def halted(database: Database, token: str) -> bool:
    found = database.fetch([HALT.key()])
    return any(HALT.load(each).token == digest(token) for each in found.values())


def halt(database: Database, token: str, now: datetime) -> None:
    refused = Halt(token=digest(token), since=now)
    database.write([Put(HALT.key(), HALT.dump(refused), None)])
