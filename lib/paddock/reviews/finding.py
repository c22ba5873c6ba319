"""A run that a reviewer's button or menu names, for the async's staff alone."""

from paddock.asyncs.access import check_staff
from paddock.asyncs.model import Async
from paddock.call import Call
from paddock.errors import NotFound
from paddock.ids import AsyncId, RunId
from paddock.runs.model import Run
from paddock.tools import Tools


def for_staff(run: RunId, async_: AsyncId, call: Call, tools: Tools) -> tuple[Async, Run]:
    found = tools.runs.get(call.tenant, run)
    if found.async_ != async_:
        raise NotFound("run")
    of = tools.asyncs.get(call.tenant, async_)
    check_staff(of, call)
    return of, found
