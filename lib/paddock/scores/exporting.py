"""Keeps the promise of a table of an async's runs."""

import io
import re
from collections.abc import Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from paddock.asyncs.model import Async
from paddock.discord.message import MOST_FILE, File, Message
from paddock.errors import Refusal
from paddock.ids import RunId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.runs.model import Entrant
from paddock.runs.rules import as_of
from paddock.scores import views
from paddock.scores.asks import ExportRuns
from paddock.scores.board import display_order
from paddock.scores.sheet import sheet

NOT_IN_A_NAME = re.compile(r"[^0-9a-z]+")
MOST_FILE_NAME = 60


class TooLarge(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "These runs make a file larger than Discord takes, even packed. `/async runs` shows each player's."
        )


def export_runs(job: ExportRuns, tools: JobTools) -> Outcome:
    async_ = tools.asyncs.get(job.organization, job.async_)
    found = tools.scores.standings(job.organization, job.async_, tools.now)
    kept = tools.runs.find_many(job.organization, _in_order(found.entrants))
    runs = [as_of(run, tools.now) for run in kept]
    table = sheet(async_, runs, found.pars.by_permalink)
    return Outcome(message=Message(views.exported(async_, len(runs)), files=(attachment(async_, table),)))


def _in_order(entrants: Sequence[Entrant]) -> list[RunId]:
    """Player by player, as a board lists equals; each player's as they were opened."""
    return [slot.id for entrant in sorted(entrants, key=display_order) for slot in entrant.slots]


def attachment(async_: Async, table: bytes, most: int = MOST_FILE) -> File:
    """Packed where it would be too large."""
    name = NOT_IN_A_NAME.sub("-", async_.name.casefold()).strip("-")[:MOST_FILE_NAME] or f"async-{async_.id}"
    if len(table) <= most:
        return File(f"{name}.csv", table)
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr(ZipInfo(f"{name}.csv"), table, ZIP_DEFLATED)
    if len(packed.getvalue()) > most:
        raise TooLarge
    return File(f"{name}.zip", packed.getvalue())
