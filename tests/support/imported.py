"""A match as the import leaves it, without a feed."""

import os
from typing import Any

from paddock import aws
from paddock.change import Cause
from paddock.ids import MatchId, OrganizationId
from paddock.jobs.queue import Queue
from paddock.ledger import Ledger, Scribe
from paddock.matches.model import Source
from paddock.matches.plans import followed_up
from paddock.matches.records import saved
from paddock.settings import Settings
from paddock.store.table import Database, Session
from paddock.tools import Tools
from tests.support.world import World

SOURCE = Source(episode=7, fingerprint="x")


def importing(world: World, organization: str) -> Tools:
    """What the import works with, now."""
    settings = Settings.read(os.environ)
    database, queue = Database(aws.dynamodb(), settings.tables), Queue(aws.sqs, settings.queue_url)
    cause = Cause(OrganizationId(organization), "system", f"import {world.now}", world.now)
    return Tools(Session(database), Scribe(Ledger(database, queue), cause))


def change_there(world: World, organization: str, match: str, **changes: Any) -> None:
    """SpeedGaming, which has the match from now on, changes it."""
    tools = importing(world, organization)
    before = tools.matches.get(OrganizationId(organization), MatchId(match))
    after = before.model_copy(update={"source": before.source or SOURCE, **changes})
    tournament = tools.tournaments.get(before.organization, before.tournament)
    tenant = tools.organizations.get(before.organization)
    planned = followed_up(before if before.source else None, after, tournament, tenant, tools.now)
    tools.commit(saved(before, after, tools.now) + planned)
    world.drain()
