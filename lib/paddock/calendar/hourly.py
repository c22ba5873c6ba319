"""Every hour: each server that shows events is promised a comparison."""

from collections.abc import Iterable
from datetime import datetime

from paddock.audit.model import SYSTEM
from paddock.calendar.asks import SyncServer
from paddock.change import Cause, Change, Planned
from paddock.errors import Conflict, Unavailable
from paddock.ids import OrganizationId
from paddock.ledger import Ledger
from paddock.organizations.records import ORGANIZATION, SERVER
from paddock.store.table import Database, Session
from paddock.tasks.model import Task
from paddock.tasks.records import TASK
from paddock.tournaments.records import showing_events


def promise_syncs(database: Database, ledger: Ledger, now: datetime) -> dict[str, int]:
    """One organization's failure never stops the next one's."""
    summary = {"due": 0, "done": 0, "failed": 0}
    for organization, jobs in _jobs(Session(database), database):
        cause = Cause(organization, SYSTEM, f"{Task.EVENTS}:{int(now.timestamp())}", now)
        summary["due"] += len(jobs)
        try:
            ledger.commit(Change(jobs=jobs), cause)
        except (Conflict, Unavailable):
            summary["failed"] += len(jobs)
        else:
            summary["done"] += len(jobs)
    return summary


def _jobs(session: Session, database: Database) -> Iterable[tuple[OrganizationId, tuple[Planned, ...]]]:
    shown = list(dict.fromkeys(tournament.organization for tournament in showing_events(database)))
    tenants = session.find_many(ORGANIZATION, ({"id": id} for id in shown))
    session.preload(TASK.key(organization=id, task=Task.EVENTS) for id in shown)
    session.preload(SERVER.key(guild=guild) for tenant in tenants for guild in tenant.servers)
    for tenant in tenants:
        task = session.find(TASK, organization=tenant.id, task=Task.EVENTS)
        if task and not task.enabled:
            continue
        servers = session.find_many(SERVER, ({"guild": guild} for guild in tenant.servers))
        jobs = (SyncServer(organization=tenant.id, guild=each.guild) for each in servers if not each.paused)
        planned = tuple(Planned(job) for job in jobs)
        if planned:
            yield tenant.id, planned
