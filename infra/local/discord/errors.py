"""The error answers of Discord's API: JSON codes, their HTTP status, and the tree of a refused form."""

from collections.abc import Iterable
from typing import Any, NamedTuple

CODES: dict[int, tuple[int, str]] = {
    10002: (404, "Unknown Application"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10009: (404, "Unknown Permission Overwrite"),
    10011: (404, "Unknown Role"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    10070: (404, "Unknown Guild Scheduled Event"),
    20012: (403, "You are not authorized to perform this action on this application"),
    30003: (400, "Maximum number of pinned messages reached (250)"),
    30005: (400, "Maximum number of guild roles reached (250)"),
    30013: (400, "Maximum number of guild channels reached (500)"),
    30015: (400, "Maximum number of attachments in a message reached (10)"),
    30032: (400, "Maximum number of application commands reached"),
    30033: (400, "Maximum number of thread participants reached (1000)"),
    30034: (400, "Maximum number of daily application command creates has been reached (200)"),
    30038: (400, "Maximum number of uncompleted guild scheduled events reached (100)"),
    30060: (400, "Maximum number of channel permission overwrites reached (1000)"),
    40005: (413, "Request entity too large"),
    40041: (400, "An application command with that name already exists"),
    40060: (400, "Interaction has already been acknowledged."),
    40333: (403, "internal network error"),
    50001: (403, "Missing Access"),
    50003: (403, "Cannot execute action on a DM channel"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50008: (400, "Cannot send messages in a non-text channel"),
    50013: (403, "Missing Permissions"),
    50021: (403, "Cannot execute action on a system message"),
    50024: (400, "Cannot execute action on this channel type"),
    50027: (401, "Invalid Webhook Token"),
    50028: (400, "Invalid Role"),
    50033: (400, "Invalid Recipient(s)"),
    50035: (400, "Invalid Form Body"),
    50045: (400, "File uploaded exceeds the maximum size"),
    50083: (400, "Thread is archived"),
    50091: (400, "The entity type of the event is different from the entity you are trying to start the event for"),
    50109: (400, "The request body contains invalid JSON."),
    50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
    160002: (400, "You cannot reply without permission to read message history"),
    160004: (400, "A thread has already been created for this message"),
    160005: (400, "Thread is locked"),
    160006: (400, "Maximum number of active threads reached"),
    180000: (400, "Cannot update a finished event"),
}


class Fault(NamedTuple):
    """One thing that is wrong with a form, where Discord's `errors` tree would show it."""

    path: tuple[str | int, ...]
    code: str
    message: str


class DiscordError(Exception):
    """A refusal in Discord's words. `note` is for whoever reads the problems drawer and is not sent."""

    def __init__(self, code: int, *, status: int = 0, message: str = "", faults: Iterable[Fault] = (), note: str = ""):
        known_status, known_message = CODES.get(code, (400, "Error"))
        self.code = code
        self.status = status or known_status
        self.message = message or known_message
        self.faults = tuple(faults)
        self.note = note
        super().__init__(f"{self.status} {self.code}: {self.message} {self.details}")

    @property
    def details(self) -> str:
        faults = (f"{'.'.join(map(str, fault.path)) or 'body'}: {fault.message}" for fault in self.faults)
        return "; ".join([*faults, *([self.note] if self.note else [])])

    def body(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.faults:
            answer["errors"] = error_tree(self.faults)
        return answer


class NotSimulated(Exception):
    """The bot used a part of Discord's API that is not played here: answered 501, and shown as a problem."""


def unauthorized() -> DiscordError:
    return DiscordError(0, status=401, message="401: Unauthorized")


def check_form(faults: Iterable[Fault]) -> None:
    found = tuple(faults)
    if found:
        raise DiscordError(50035, faults=found)


def error_tree(faults: Iterable[Fault]) -> dict[str, Any]:
    root: dict[str, Any] = {}
    for path, code, message in faults:
        node = root
        for step in path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})
    return root
