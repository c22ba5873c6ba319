"""What is offered while staff type a live race's permalink, or the race that they want to move."""

from paddock.asyncs.access import is_staff
from paddock.asyncs.model import Async
from paddock.asyncs.records import ASYNC
from paddock.asyncs.suggestions import offered
from paddock.call import Call
from paddock.discord.answer import Choices
from paddock.ids import AsyncId
from paddock.live_races.model import Listed
from paddock.live_races.records import RACES
from paddock.permissions import Need
from paddock.routes import Typing
from paddock.tools import Tools


def suggest_live_permalinks(typing: Typing, call: Call, tools: Tools) -> Choices:
    """A reviewer may race them yet: only organizers, who keep them, see where they lead."""
    async_ = _for_staff(typing, call, tools)
    pool = async_.pool_called(str(typing.options.get("pool") or "")) if async_ else None
    if async_ is None or pool is None:
        return Choices()
    used = tools.live_races.of_async(call.tenant, async_.id).used
    live = [each for each in tools.asyncs.pool(async_, pool.id).permalinks if each.live and not each.archived]
    organizes = call.level >= Need.ORGANIZER
    free = [each for each in live if each.id not in used]
    return offered(typing, [(f"{each.id} {each.url}" if organizes else each.id, each.id) for each in free])


def suggest_races(typing: Typing, call: Call, tools: Tools) -> Choices:
    """Those that can still be moved."""
    async_ = _for_staff(typing, call, tools)
    if async_ is None:
        return Choices()
    listed = tools.live_races.of_async(call.tenant, async_.id).races
    coming = sorted((each for each in listed if each.starts > call.now), key=lambda each: each.starts)
    return offered(typing, [(_label(each, async_, call), each.race) for each in coming])


def _label(race: Listed, async_: Async, call: Call) -> str:
    pool = async_.pool(race.permalink.pool)
    return f"{race.starts.astimezone(call.zone):%a %d %b %H:%M}, {pool.name if pool else race.permalink}"


def _for_staff(typing: Typing, call: Call, tools: Tools) -> Async | None:
    """The command is open to an async's reviewers, who are known only here."""
    named = str(typing.options.get("async") or "")
    if not AsyncId.fits(named):
        return None
    parts = {"organization": call.tenant, "async_": AsyncId(named)}
    tools.preload([ASYNC.key(organization=call.tenant, id=named), RACES.key(**parts)])
    async_ = tools.asyncs.find(call.tenant, AsyncId(named))
    return async_ if async_ and is_staff(async_, call) else None
