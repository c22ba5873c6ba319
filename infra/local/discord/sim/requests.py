"""The bodies that the page and scripts send to /sim."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class InChannel(Asked):
    """`as` is who does it: a name or an id. `channel` is a name, an id, or @me for the DM with the bot."""

    by: Annotated[str, Field(alias="as")]
    channel: str


class RunCommand(InChannel):
    command: str
    """The whole path: `match create`."""
    options: dict[str, Any] = {}


class MenuCommand(InChannel):
    command: str
    kind: Literal["user", "message"]
    target: str


class Suggest(RunCommand):
    focused: str
    value: str = ""


class Click(InChannel):
    message: str
    button: str
    """Its custom_id or its label."""


class Select(InChannel):
    message: str
    select: str
    """Its custom_id or its placeholder."""
    values: list[str]


class Submit(InChannel):
    interaction: str
    values: dict[str, Any]
    """By custom_id or label."""


class Say(InChannel):
    content: Annotated[str, Field(min_length=1, max_length=2000)]


class MarkRead(InChannel):
    pass


class Dismiss(InChannel):
    message: str


class PushClock(Asked):
    seconds: Annotated[float, Field(gt=0)]


class Interested(Asked):
    by: Annotated[str, Field(alias="as")]
    event: str
    interested: bool


class DeleteEvent(Asked):
    event: str


class NewServer(Asked):
    name: Annotated[str, Field(min_length=2, max_length=100)]
    owner: str


class BotInServer(Asked):
    guild: str
    present: bool


class CloseDms(Asked):
    user: str
    closed: bool


class BotPermission(Asked):
    permission: str
    granted: bool
    guild: str = ""


class Fail(Asked):
    """The next requests of the bot whose "METHOD /path/{template}" holds `route`."""

    status: Annotated[int, Field(ge=400, le=599)]
    times: Annotated[int, Field(ge=1)] = 1
    route: str = ""
    retry_after: float = 1.0
    code: int = 0


class RateLimiting(Asked):
    enabled: bool
