"""In which servers a tournament's events are to be, as people type it: `all`, or some by name or id."""

from collections.abc import Sequence

from paddock.discord.text import ELLIPSIS, clean, escape
from paddock.errors import BadInput
from paddock.ids import GuildId
from paddock.organizations.model import Server
from paddock.organizations.views import plain_name

ALL = "all"
EVERYWHERE = ("all servers, and those that are linked later", ALL)
EXAMPLE = "`all`, or the names of linked servers with commas between them; pick them from the list while you type."


class UnknownServer(BadInput):
    def __init__(self, typed: str) -> None:
        super().__init__(
            f"`servers`: none of the linked servers is called {escape(typed, 60) or 'that'}. Give {EXAMPLE}"
        )


class SeveralServers(BadInput):
    def __init__(self, typed: str) -> None:
        super().__init__(f"`servers`: several servers begin with {escape(typed, 60)}. Give {EXAMPLE}")


def chosen_servers(text: str, servers: Sequence[Server]) -> tuple[GuildId, ...] | None:
    """None: all of them."""
    pieces = [piece for piece in text.split(",") if _folded(piece)]
    if ALL in map(_folded, pieces):
        return None
    if not pieces:
        raise UnknownServer(text)
    return tuple(dict.fromkeys(_found(piece, servers).guild for piece in pieces))


def offered_servers(text: str, servers: Sequence[Server]) -> tuple[tuple[str, str], ...]:
    """What the text may become: the last piece is completed, those before it are kept."""
    *before, last = text.split(",")
    try:
        kept = [_found(piece, servers) for piece in before]
    except BadInput:
        return ()
    wanted = _folded(last)
    fitting = [
        each
        for each in servers
        if each not in kept and (wanted in _folded(_label(each, servers)) or wanted == each.guild)
    ]
    choices = [_choice([*kept, each], servers) for each in fitting]
    return (EVERYWHERE, *choices) if not kept and wanted in EVERYWHERE[0] else tuple(choices)


def _choice(chosen: Sequence[Server], servers: Sequence[Server]) -> tuple[str, str]:
    return ", ".join(_label(each, servers) for each in chosen), ",".join(each.guild for each in chosen)


def _label(server: Server, servers: Sequence[Server]) -> str:
    """Reads back as the same server: Discord sends a choice's label, not its value, once somebody types on."""
    label = " ".join(plain_name(server).replace(",", " ").split())
    alike = [each for each in servers if _folded(each.name or "") == _folded(server.name or "")]
    return label if len(alike) == 1 else server.guild


def _found(piece: str, servers: Sequence[Server]) -> Server:
    wanted = _folded(piece)
    called = [each for each in servers if wanted in (each.guild, _folded(each.name or ""))]
    begins = [each for each in servers if _folded(each.name or "").startswith(wanted.removesuffix(ELLIPSIS))]
    found = called or (begins if wanted else [])
    if not found:
        raise UnknownServer(piece)
    if len(found) > 1:
        raise SeveralServers(piece)
    return found[0]


def _folded(text: str) -> str:
    """Without what makes no difference; a comma in a name would part it."""
    return " ".join(clean(text).replace(",", " ").casefold().split())
