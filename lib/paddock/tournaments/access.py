"""Who organizes a tournament: whoever organizes the server, and the holders of the tournament's own role."""

from paddock.call import Call
from paddock.errors import NotAllowed
from paddock.ids import RoleId
from paddock.permissions import Need
from paddock.tournaments.model import Listed, Tournament


class NotOrganizer(NotAllowed):
    def __init__(self) -> None:
        super().__init__(
            "That is for the tournament's organizers; `/tournament show` tells which role they have, and "
            "`/config show` tells an admin who organizes everything."
        )


def organizes(tournament: Tournament | Listed, call: Call) -> bool:
    """@everyone, whose id is the server's, may be given the part, as in `/config server`."""
    held = {*call.roles, RoleId(call.guild)}
    return call.level >= Need.ORGANIZER or tournament.organizer_role in held


def check_organizer(tournament: Tournament | Listed, call: Call) -> None:
    """For every request that is `delegated`: the front desk has let it through unseen."""
    if not organizes(tournament, call):
        raise NotOrganizer
