"""Every hour: each server that shows events is promised a comparison."""

from datetime import datetime
from functools import partial

from paddock.attempts import Attempt, attempted
from paddock.audit.model import SYSTEM
from paddock.calendar.asks import SyncServer
from paddock.change import Cause, Change, Planned
from paddock.ledger import Ledger
from paddock.organizations.model import Organization
from paddock.organizations.records import ORGANIZATION, SERVER, OrganizationStore
from paddock.store.table import Database, Session
from paddock.tasks.model import Task
from paddock.tasks.records import TASK
from paddock.tournaments.records import showing_events


def promise_syncs(database: Database, ledger: Ledger, now: datetime, attempt: Attempt = attempted) -> dict[str, int]:
    """One organization's failure never stops the next one's."""
    session = Session(database)
    tenants = _tenants(session, database, attempt)
    lost = tenants.count(None)
    summary = {"due": lost, "done": 0, "failed": lost}
    for tenant in filter(None, tenants):
        jobs = attempt(tenant.id, partial(_jobs, tenant, session))
        due = 1 if jobs is None else len(jobs)
        cause = Cause(tenant.id, SYSTEM, f"{Task.EVENTS}:{int(now.timestamp())}", now)
        done = attempt(tenant.id, partial(_promised, jobs, cause, ledger)) if jobs else 0
        summary["due"] += due
        summary["done"] += done or 0
        summary["failed"] += due - (done or 0)
    return summary


def _tenants(session: Session, database: Database, attempt: Attempt) -> list[Organization | None]:
    """Those that show events, with all that is to be read about them; None for one that can't be read, and for a
    tournament that can't."""
    running = showing_events(database, attempt)
    shown = list(dict.fromkeys(tournament.organization for tournament in running if tournament))
    tasks = (TASK.key(organization=id, task=Task.EVENTS) for id in shown)
    session.preload([*(ORGANIZATION.key(id=id) for id in shown), *tasks])
    tenants = [attempt(id, partial(OrganizationStore(session).get, id)) for id in shown]
    session.preload(SERVER.key(guild=guild) for tenant in tenants if tenant for guild in tenant.servers)
    return [*tenants, *(None for each in running if each is None)]


def _jobs(tenant: Organization, session: Session) -> tuple[Planned, ...]:
    task = session.find(TASK, organization=tenant.id, task=Task.EVENTS)
    if task and not task.enabled:
        return ()
    servers = OrganizationStore(session).servers(tenant)
    jobs = (SyncServer(organization=tenant.id, guild=each.guild) for each in servers if not each.paused)
    return tuple(Planned(job) for job in jobs)


def _promised(jobs: tuple[Planned, ...], cause: Cause, ledger: Ledger) -> int:
    ledger.commit(Change(jobs=jobs), cause)
    return len(jobs)
