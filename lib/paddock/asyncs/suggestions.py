"""What is offered while somebody types an async, one of its pools or permalinks."""

from collections.abc import Iterable

from paddock.asyncs.model import Async
from paddock.asyncs.views import named_state
from paddock.call import Call
from paddock.discord.answer import Choices
from paddock.ids import AsyncId
from paddock.routes import Typing
from paddock.tools import Tools


def suggest_asyncs(typing: Typing, call: Call, tools: Tools) -> Choices:
    found = tools.asyncs.directory(call.tenant).asyncs
    return offered(typing, [(f"{each.name}, {named_state(each, call.now)}", each.id) for each in found])


def suggest_pools(typing: Typing, call: Call, tools: Tools) -> Choices:
    """Of the async that was named before."""
    async_ = _named(typing, call, tools)
    return offered(typing, [(each.name, each.name) for each in async_.open_pools] if async_ else [])


def suggest_permalinks(typing: Typing, call: Call, tools: Tools) -> Choices:
    async_ = _named(typing, call, tools)
    pool = async_.pool_called(str(typing.options.get("pool") or "")) if async_ else None
    if async_ is None or pool is None:
        return Choices()
    found = tools.asyncs.pool(async_, pool.id).permalinks
    return offered(typing, [(f"{each.id} {each.url}", each.id) for each in found if not each.archived])


def _named(typing: Typing, call: Call, tools: Tools) -> Async | None:
    named = str(typing.options.get("async") or "")
    return tools.asyncs.find(call.tenant, AsyncId(named)) if AsyncId.fits(named) else None


def offered(typing: Typing, found: Iterable[tuple[str, str]]) -> Choices:
    """Those that have what was typed in their labels, or are named by it."""
    wanted = typing.text.strip().casefold()
    return Choices(tuple(each for each in found if wanted in each[0].casefold() or wanted == each[1]))
