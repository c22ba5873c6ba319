"""What Discord's answers in a channel that an admin has set mean for the server that it is in."""

from paddock.change import NOTHING, Change
from paddock.discord.rest import DiscordError, Forbidden, Unknown
from paddock.organizations.model import Server
from paddock.organizations.records import saved_server
from paddock.permissions import Permission

MISSING_ACCESS = 50001
TOO_MANY_THREADS = 160006
THREAD_LIMIT = "THREAD_LIMIT"


def refused(server: Server, error: DiscordError, where: str, lacking: Permission = Permission.SEND_MESSAGES) -> Change:
    """Remembered for the admins, where it is theirs to mend. `lacking`: what the refused call needs."""
    if not isinstance(error, Forbidden | Unknown):
        return NOTHING
    unseen = isinstance(error, Unknown) or error.code == MISSING_ACCESS
    kind = Permission.VIEW_CHANNEL if unseen else lacking
    after = server.troubled(str(kind.name), where)
    return saved_server(server, after, "server.refused") if after != server else NOTHING


def full(server: Server, error: DiscordError, where: str) -> Change:
    """Remembered until a thread can be made there again."""
    if error.code != TOO_MANY_THREADS:
        return NOTHING
    after = server.troubled(THREAD_LIMIT, where)
    return saved_server(server, after, "server.refused") if after != server else NOTHING


def taken(server: Server, where: str) -> Change:
    """It works (again)."""
    left = tuple(each for each in server.troubles if each.where != where)
    after = server.model_copy(update={"troubles": left})
    return saved_server(server, after, "server.relieved") if after != server else NOTHING


def is_refused(server: Server, where: str) -> bool:
    return any(each.where == where for each in server.troubles)
