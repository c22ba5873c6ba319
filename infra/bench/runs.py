"""Runs of an async, stored past the buttons: as many as something is to be measured with."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from infra.local.inprocess_aws import Account, insert
from paddock.audit.model import SYSTEM
from paddock.change import Cancelled, Cause, Planned
from paddock.ids import AsyncId, ChannelId, GuildId, MessageId, OrganizationId, PermalinkId, RunId, UserId
from paddock.jobs.records import planned
from paddock.request import Job
from paddock.runs.model import Entrant, Run
from paddock.runs.plans import followed_up
from paddock.runs.records import ENTRANT, RUN
from paddock.store.change import Put
from paddock.store.item import Table

TENANT, QUALIFIER = OrganizationId("1500000000000000001"), AsyncId("1300000000000000001")
CHANNEL = ChannelId("1700000000000000001")
START, WARNING = timedelta(minutes=20), timedelta(minutes=10)


def a_run(number: int, start_by: datetime) -> Run:
    """One that is drawn, by a player of its own, with its thread and its card."""
    return Run(
        organization=TENANT,
        async_=QUALIFIER,
        id=RunId(str(1_600_000_000_000_000_000 + number)),
        user=UserId(str(1_400_000_000_000_000_000 + number)),
        name=f"Player {number}",
        pool_name="Pool A",
        permalink=PermalinkId("1-1"),
        url="https://example.org/seed",
        guild=GuildId(TENANT),
        channel=CHANNEL,
        thread=ChannelId(str(1_700_000_000_000_100_000 + number)),
        card=MessageId(str(1_700_000_000_001_000_000 + number)),
        opened=start_by - START,
        start_by=start_by,
        start_warning_minutes=int(WARNING.total_seconds()) // 60,
        limit_hours=12,
        limit_warning_minutes=60,
    )


def entrant_of(run: Run) -> Entrant:
    """Its player, who has no other."""
    return Entrant(organization=run.organization, async_=run.async_, user=run.user, name=run.name).with_run(run)


def keep(account: Account, runs: Iterable[Run], now: datetime, only: type[Job] = Job) -> None:
    """With what is promised for them."""
    records: list[dict[str, Any]] = []
    jobs: list[dict[str, Any]] = []
    for run in runs:
        records += [RUN.dump(run), ENTRANT.dump(entrant_of(run))]
        cause = Cause(run.organization, SYSTEM, f"bench:{run.id}", now)
        jobs += _promises((each for each in followed_up(None, run, now).jobs if _is_of(each, only)), cause)
    insert(account, f"paddock-{Table.RECORDS}", records)
    insert(account, f"paddock-{Table.JOBS}", jobs)


def _is_of(plan: Planned | Cancelled, kind: type[Job]) -> bool:
    return isinstance(plan, Planned) and isinstance(plan.job, kind)


def _promises(plans: Iterable[Planned | Cancelled], cause: Cause) -> list[dict[str, Any]]:
    writes = (planned(each, cause) for each in plans)
    return [write.attributes for write in writes if isinstance(write, Put)]
