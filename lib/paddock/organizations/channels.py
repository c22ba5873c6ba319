"""What Discord's answers in a channel that an admin has set mean for the server that it is in."""

from paddock.change import NOTHING, Change
from paddock.discord.rest import DiscordError, Forbidden, Unknown
from paddock.organizations.model import Server
from paddock.organizations.records import saved_server
from paddock.permissions import Permission

MISSING_ACCESS = 50001


def refused(server: Server, error: DiscordError, where: str) -> Change:
    """Remembered for the admins, where it is theirs to mend."""
    if not isinstance(error, Forbidden | Unknown):
        return NOTHING
    unseen = isinstance(error, Unknown) or error.code == MISSING_ACCESS
    kind = Permission.VIEW_CHANNEL if unseen else Permission.SEND_MESSAGES
    after = server.troubled(str(kind.name), where)
    return saved_server(server, after, "server.refused") if after != server else NOTHING


def taken(server: Server, where: str) -> Change:
    """It works (again)."""
    left = tuple(each for each in server.troubles if each.where != where)
    after = server.model_copy(update={"troubles": left})
    return saved_server(server, after, "server.relieved") if after != server else NOTHING


def is_refused(server: Server, where: str) -> bool:
    return any(each.where == where for each in server.troubles)
