"""Who is an async's staff: whoever organizes the server, and the holders of the async's reviewer role."""

from paddock.asyncs.model import Async, Listed
from paddock.call import Call
from paddock.errors import NotAllowed
from paddock.ids import RoleId
from paddock.permissions import Need


class NotReviewer(NotAllowed):
    def __init__(self) -> None:
        super().__init__("That is for the async's reviewers and organizers.")


def is_staff(async_: Async | Listed, call: Call) -> bool:
    """Its organizers and reviewers: they see what is hidden."""
    held = {*call.roles, RoleId(call.guild)}
    return call.level >= Need.ORGANIZER or async_.reviewer_role in held


def check_staff(async_: Async | Listed, call: Call) -> None:
    if not is_staff(async_, call):
        raise NotReviewer
