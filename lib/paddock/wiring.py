"""Puts the parts together: once per container, each part when it is first used, so that no door pays for another's."""

import time
from functools import cached_property
from typing import TYPE_CHECKING

from paddock.settings import Settings

if TYPE_CHECKING:
    import httpx

    from paddock.front_desk import FrontDesk
    from paddock.job_tools import Clients
    from paddock.jobs.queue import Queue
    from paddock.jobs.worker import Worker
    from paddock.ledger import Ledger
    from paddock.store.table import Database

CALL_TIMEOUT = 5.0
"""Seconds for one call to Discord, far below what a job may take, so that its silence is noticed as such."""


class Wiring:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def front_desk(self) -> "FrontDesk":
        from paddock.front_desk import FrontDesk
        from paddock.rooms import Rooms, subject

        return FrontDesk(Rooms(), subject, self, time.sleep)

    @cached_property
    def worker(self) -> "Worker":
        from paddock import aws
        from paddock.job_catalog import JOB_ROUTES
        from paddock.jobs.queue import Queue
        from paddock.jobs.worker import Worker

        routes = {route.job.kind: route for route in JOB_ROUTES}
        dead_letters = Queue(aws.sqs, self.settings.dead_letters_url)
        return Worker(routes, self.database, self.ledger, self.clients, dead_letters)

    @cached_property
    def database(self) -> "Database":
        from paddock import aws
        from paddock.store.table import Database

        return Database(aws.dynamodb(), self.settings.tables)

    @cached_property
    def queue(self) -> "Queue":
        from paddock import aws
        from paddock.jobs.queue import Queue

        return Queue(aws.sqs, self.settings.queue_url)

    @cached_property
    def ledger(self) -> "Ledger":
        from paddock.ledger import Ledger

        return Ledger(self.database, self.queue)

    @cached_property
    def http(self) -> "httpx.Client":
        import httpx

        return httpx.Client(timeout=CALL_TIMEOUT)

    @cached_property
    def clients(self) -> "Clients":
        from paddock.discord.rest import Discord
        from paddock.job_tools import Clients
        from paddock.secrets import BotToken
        from paddock.speedgaming.client import SpeedGaming

        token = BotToken(self.settings.bot_token, self.settings.bot_token_parameter)
        discord = Discord(self.settings.discord_api_url, token.read, self.http)
        speedgaming = SpeedGaming(self.settings.speedgaming_api_url, self.http)
        return Clients(discord, speedgaming, token, self.settings.application_id)
