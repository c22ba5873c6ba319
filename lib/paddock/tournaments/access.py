"""Who organizes a tournament: whoever organizes the server, and the holders of the tournament's own role."""

from paddock.call import Call
from paddock.errors import NotAllowed
from paddock.permissions import Need
from paddock.tournaments.model import Tournament


class NotOrganizer(NotAllowed):
    def __init__(self) -> None:
        super().__init__(
            "That is for the tournament's organizers; `/config show` tells an admin which roles those are."
        )


def organizes(tournament: Tournament, call: Call) -> bool:
    return call.level >= Need.ORGANIZER or tournament.organizer_role in call.roles


def check_organizer(tournament: Tournament, call: Call) -> None:
    """For every request that is `delegated`: the front desk has let it through unseen."""
    if not organizes(tournament, call):
        raise NotOrganizer
