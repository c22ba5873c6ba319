"""Every hour: the pars of all active asyncs are worked out anew, which normally changes nothing."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import partial

from paddock.asyncs.records import active
from paddock.attempts import Attempt, attempted
from paddock.audit.model import SYSTEM
from paddock.change import Cause, Change, Planned
from paddock.ids import AsyncId, OrganizationId
from paddock.ledger import Ledger
from paddock.scores.asks import ScoreAsync
from paddock.store.table import Database, Session
from paddock.tasks.model import Task
from paddock.tasks.records import TASK, TaskStore

MOST_PROMISED = 90
"""In one transaction."""


def promise_repairs(database: Database, ledger: Ledger, now: datetime, attempt: Attempt = attempted) -> dict[str, int]:
    """Each async is promised a job of its own; one organization's failure never stops the next one's."""
    session = Session(database)
    asyncs = _by_organization(active(database))
    session.preload(TASK.key(organization=id, task=Task.SCORES) for id in asyncs)
    summary = {"due": 0, "done": 0, "failed": 0}
    for organization, ids in asyncs.items():
        wanted = attempt(organization, partial(_wanted, organization, ids, session))
        due = len(ids if wanted is None else wanted)
        cause = Cause(organization, SYSTEM, f"{Task.SCORES}:{int(now.timestamp())}", now)
        done = attempt(organization, partial(_promised, wanted, cause, ledger)) if wanted else 0
        summary["due"] += due
        summary["done"] += done or 0
        summary["failed"] += due - (done or 0)
    return summary


def _by_organization(found: Iterable[tuple[OrganizationId, AsyncId]]) -> dict[OrganizationId, list[AsyncId]]:
    asyncs: dict[OrganizationId, list[AsyncId]] = defaultdict(list)
    for organization, id in found:
        asyncs[organization].append(id)
    return asyncs


def _wanted(organization: OrganizationId, asyncs: Iterable[AsyncId], session: Session) -> list[AsyncId]:
    task = TaskStore(session).get(organization, Task.SCORES)
    return [each for each in asyncs if task.concerns(each)]


def _promised(asyncs: list[AsyncId], cause: Cause, ledger: Ledger) -> int:
    jobs = [Planned(ScoreAsync(organization=cause.organization, async_=each, repair=True)) for each in asyncs]
    for start in range(0, len(jobs), MOST_PROMISED):
        ledger.commit(Change(jobs=tuple(jobs[start : start + MOST_PROMISED])), cause)
    return len(jobs)
