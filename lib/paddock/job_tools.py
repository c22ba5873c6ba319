"""What a job works with besides: the outside world. The HTTP door never imports this."""

from dataclasses import dataclass

from paddock.discord.rest import Discord
from paddock.ledger import Scribe
from paddock.secrets import BotToken
from paddock.speedgaming.client import SpeedGaming
from paddock.store.table import Session
from paddock.tools import Tools


@dataclass(frozen=True)
class Clients:
    discord: Discord
    speedgaming: SpeedGaming
    token: BotToken
    application: str


class JobTools(Tools):
    def __init__(self, session: Session, scribe: Scribe, clients: Clients, delivery: str = "") -> None:
        super().__init__(session, scribe)
        self._clients = clients
        self.delivery = delivery
        """Names this run: whoever has the same name is at the same work at the same time."""

    @property
    def discord(self) -> Discord:
        return self._clients.discord

    @property
    def speedgaming(self) -> SpeedGaming:
        return self._clients.speedgaming

    @property
    def application(self) -> str:
        return self._clients.application
