"""Keeps the promise that one person is told one fact: once, and after the facts before it."""

from datetime import timedelta

from paddock.change import NOTHING, Change
from paddock.errors import NotYet
from paddock.ids import GuildId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.matches.model import Match
from paddock.matches.records import MATCH
from paddock.notices import records
from paddock.notices.asks import TellPerson, first_id
from paddock.notices.delivery import deliver
from paddock.notices.model import Fact, Notice, Telling, Way
from paddock.notices.reminding import is_wanted
from paddock.organizations.records import ORGANIZATION, SERVER
from paddock.people.records import PERSON

NEAREST = 10
"""How many of the promises before it are looked at: as each waits for those before it, the nearest tell enough."""
SOON = timedelta(seconds=1)


def tell_person(job: TellPerson, tools: JobTools) -> Outcome:
    _read_at_once(job, tools)
    match = tools.matches.find(job.organization, job.match)
    left = _left(job, tools)
    if match is None or left is None or not _is_to_be_told(left, match, tools) or not _is_served(job, tools):
        return Outcome()
    _check_turn(job, tools)
    if left.telling.silent:
        return Outcome(_news_again(left))
    if not _hears(left, tools):
        return Outcome(_recorded(left, Way.MUTED))
    delivered = deliver(left, match, tools)
    return Outcome(_recorded(left, delivered.way) + delivered.change)


def _read_at_once(job: TellPerson, tools: JobTools) -> None:
    whose = {"organization": job.organization, "user": job.telling.user}
    told = (records.NOTICE.key_of(each) for each in _notices(job, Way.DIRECT))
    match = MATCH.key(organization=job.organization, id=job.match)
    servers = (ORGANIZATION.key(id=job.organization), SERVER.key(guild=GuildId(job.organization)))
    tools.preload([match, *servers, PERSON.key(**whose), records.INBOX.key(**whose), *told])


def _left(job: TellPerson, tools: JobTools) -> TellPerson | None:
    """What is still to be told, if anything."""
    left, instead = _new(job, tools), job.telling.instead
    if instead and (left is None or not _hears(left, tools)):
        return _new(job.model_copy(update={"telling": Telling(user=job.telling.user, fact=instead)}), tools)
    return left


def _new(job: TellPerson, tools: JobTools) -> TellPerson | None:
    """What they were not told yet: nothing, all of it, or some of the roles that SpeedGaming names."""
    telling = job.telling
    told = tools.notices.told(job.organization, job.match, telling.user, telling.fact, job.marks)
    if not told:
        return job
    roles = tuple(role for role, mark in zip(telling.roles, job.marks, strict=False) if mark not in told)
    if not telling.imported or not roles:
        return None
    return job.model_copy(update={"telling": telling.model_copy(update={"roles": roles})})


def _hears(job: TellPerson, tools: JobTools) -> bool:
    return tools.people.get(job.organization, job.telling.user).hears(job.telling.fact.kind)


def _is_to_be_told(job: TellPerson, match: Match, tools: JobTools) -> bool:
    """A reminder that comes too late, or to somebody who has nothing to do with the match any more, is none."""
    if job.telling.fact is not Fact.REMINDER:
        return True
    is_on = job.when is not None and is_wanted(match, job.when, tools.now)
    return is_on and job.telling.user in match.involved


def _is_served(job: TellPerson, tools: JobTools) -> bool:
    """Nobody hears from a bot that all of the organization's servers have sent away."""
    return tools.organizations.is_served(tools.organizations.get(job.organization))


def _check_turn(job: TellPerson, tools: JobTools) -> None:
    """What is to be told before this may have been put off; what has failed for good holds up nothing."""
    earlier = tools.pending_before(job.organization, first_id(job.telling.user), job.id, NEAREST)
    if earlier:
        due = max(each.due for each in earlier)
        raise NotYet(max(due, tools.now + SOON), f"after {earlier[0].id}")


def _recorded(job: TellPerson, way: Way) -> Change:
    change = records.told(_notices(job, way))
    return change + _news_again(job) if job.telling.fact is Fact.REMOVED else change


def _news_again(job: TellPerson) -> Change:
    """Should SpeedGaming name somebody again who has left the crew, they want to know that."""
    approval = job.telling.model_copy(update={"fact": Fact.APPROVED, "imported": True})
    approved = _notices(job.model_copy(update={"telling": approval}), Way.NOT)
    return sum((records.forgotten(each) for each in approved), NOTHING)


def _notices(job: TellPerson, way: Way) -> list[Notice]:
    about = {"organization": job.organization, "match": job.match, "user": job.telling.user, "fact": job.telling.fact}
    return [Notice(**about, mark=mark, way=way) for mark in job.marks]
