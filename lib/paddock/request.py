"""What somebody wants done, as a plain value: built by hand in a test, logged, or kept until it is due."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from paddock.ids import JobId, OrganizationId

DIRECT_MESSAGES = "direct messages"
"""The group of every job that opens one: Discord counts the opening of all of them together."""


class Request(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)


class Job(Request):
    """Work that is promised: it runs at least once, in order with the others of its group."""

    kind: ClassVar[str]
    patient: ClassVar[bool] = False
    """Never given up however long somebody is silent, because nobody might promise it again."""

    organization: OrganizationId

    def __init_subclass__(cls, *, kind: str) -> None:
        super().__init_subclass__()
        cls.kind = kind

    @property
    def id(self) -> JobId:
        """The same for the same work, so that a second promise replaces the first."""
        raise NotImplementedError

    @property
    def group(self) -> str:
        """What Discord rate-limits together; the jobs of one group run one after the other."""
        raise NotImplementedError
