"""What is offered while somebody names the asyncs of a task."""

from paddock.call import Call
from paddock.discord.answer import Choices
from paddock.routes import Typing
from paddock.tasks.rules import ALL
from paddock.tools import Tools

MOST_VALUE = 100
"""Characters that Discord takes back."""


def suggest_several_asyncs(typing: Typing, call: Call, tools: Tools) -> Choices:
    """The last of those that are being typed; the ones before it stay."""
    before, comma, last = typing.text.rpartition(",")
    kept = f"{before.strip()}, " if comma else ""
    wanted = last.strip().casefold()
    found = [(ALL, ALL)] if not kept and wanted in ALL else []
    for each in tools.asyncs.directory(call.tenant).asyncs:
        value = f"{kept}{each.id}"
        if wanted in each.name.casefold() and len(value) <= MOST_VALUE:
            found.append((f"{kept}{each.name}", value))
    return Choices(tuple(found))
