"""What is offered while somebody types a run."""

from collections.abc import Iterable, Mapping
from itertools import islice

from paddock.asyncs.access import is_staff
from paddock.asyncs.model import Async, Listed
from paddock.asyncs.records import ASYNC
from paddock.asyncs.suggestions import offered
from paddock.call import Call
from paddock.discord.answer import Choices
from paddock.ids import AsyncId
from paddock.routes import Typing
from paddock.runs.list_views import choice, run_choice
from paddock.runs.model import Entrant, Run, Status
from paddock.runs.records import ENTRANT
from paddock.runs.rules import as_of
from paddock.tools import Tools

MOST_READ = 200
"""Runs: of those that go on the ones whose time is up next, of all the latest."""
MOST_LOOKED_INTO = 50
"""Asyncs, the newest: so many, and the caller's entries in them, are read at once."""


def suggest_own_closed_runs(typing: Typing, call: Call, tools: Tools) -> Choices:
    """Those that count and are over, the latest first."""
    found = (
        (f"{async_.name}, {choice(async_, slot)}", slot.id)
        for async_, entrant in _entered(call, tools)
        for slot in reversed(entrant.slots)
        if slot.status.is_closed and not slot.voided
    )
    return offered(typing, found)


def suggest_open_runs(typing: Typing, call: Call, tools: Tools) -> Choices:
    """Of the asyncs whose staff the caller is, the next deadline first."""
    staffed = _staffed(call, tools)
    found = tools.runs.open(call.tenant, limit=MOST_READ) if staffed else []
    return _offered(typing, staffed, [run for run in found if not run.is_overdue(call.now)])


def suggest_runs_to_disqualify(typing: Typing, call: Call, tools: Tools) -> Choices:
    """Of the same asyncs: those that go on, then the latest."""
    return _offered(typing, _staffed(call, tools), _latest(call, tools, but=Status.DISQUALIFIED))


def suggest_runs_to_review(typing: Typing, call: Call, tools: Tools) -> Choices:
    """Finished ones of the async that was named before, reviewed or not, the latest first."""
    found = [run for run in _latest(call, tools) if run.status is Status.FINISHED]
    named = typing.options.get("async")
    return _offered(typing, _staffed(call, tools), [run for run in found if run.async_ == named])


def suggest_runs_to_void(typing: Typing, call: Call, tools: Tools) -> Choices:
    """The caller's own; where a reattempt is granted, other players'."""
    if not typing.options.get("grant"):
        return suggest_own_closed_runs(typing, call, tools)
    found = [run for run in _latest(call, tools) if run.status.is_closed and run.user != call.user]
    return _offered(typing, _staffed(call, tools), found)


def _staffed(call: Call, tools: Tools) -> dict[AsyncId, Listed]:
    """The asyncs whose staff the caller is."""
    return {each.id: each for each in tools.asyncs.directory(call.tenant).asyncs if is_staff(each, call)}


def _latest(call: Call, tools: Tools, but: Status | None = None) -> list[Run]:
    """None that is voided."""
    found = tools.runs.latest(call.tenant, MOST_READ) if _staffed(call, tools) else []
    current = (as_of(run, call.now) for run in found)
    return [run for run in current if run.status is not but]


def _offered(typing: Typing, staffed: Mapping[AsyncId, Listed], runs: Iterable[Run]) -> Choices:
    found = ((run_choice(run, staffed[run.async_].name), run.id) for run in runs if run.async_ in staffed)
    return offered(typing, found)


def _entered(call: Call, tools: Tools) -> list[tuple[Async, Entrant]]:
    """The caller's entries, each with its async."""
    newest = islice(reversed(tools.asyncs.directory(call.tenant).asyncs), MOST_LOOKED_INTO)
    ids = [each.id for each in newest]
    asyncs = [ASYNC.key(organization=call.tenant, id=id) for id in ids]
    tools.preload([*asyncs, *(ENTRANT.key(organization=call.tenant, async_=id, user=call.user) for id in ids)])
    found = (
        (tools.asyncs.find(call.tenant, id), tools.runs.entrant(call.tenant, id, call.user).as_of(call.now))
        for id in ids
    )
    return [(async_, entrant) for async_, entrant in found if async_ and entrant.slots]
