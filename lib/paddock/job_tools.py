"""What a job works with besides: the outside world. The HTTP door never imports this."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from paddock.discord.rest import Discord
from paddock.ids import JobId, OrganizationId
from paddock.jobs.model import Promise
from paddock.jobs.records import pending_before
from paddock.ledger import Scribe
from paddock.secrets import BotToken
from paddock.speedgaming.backoff import BackoffStore
from paddock.speedgaming.client import SpeedGaming
from paddock.store.item import Key
from paddock.store.table import Session
from paddock.tools import Tools


@dataclass(frozen=True)
class Clients:
    discord: Discord
    speedgaming: SpeedGaming
    token: BotToken
    application: str


class JobTools(Tools):
    def __init__(
        self, session: Session, scribe: Scribe, clients: Clients, delivery: str = "", may_be_done: bool = False
    ) -> None:
        super().__init__(session, scribe)
        self._clients = clients
        self.may_be_done = may_be_done
        """An earlier delivery may have reached Discord, and so long ago that it has forgotten the nonces."""
        self.delivery = delivery
        """Names this run: whoever has the same name is at the same work at the same time."""

    def preload(self, keys: Iterable[Key]) -> None:
        """Read at once what the job will ask for."""
        self._session.preload(keys)

    def pending_before(self, organization: OrganizationId, first: str, id: JobId, limit: int) -> list[Promise]:
        return pending_before(self._session.database, organization, first, id, limit)

    @cached_property
    def backoffs(self) -> BackoffStore:
        return BackoffStore(self._session)

    @property
    def discord(self) -> Discord:
        return self._clients.discord

    @property
    def speedgaming(self) -> SpeedGaming:
        return self._clients.speedgaming

    @property
    def application(self) -> str:
        return self._clients.application
