"""An async's runs as a table for spreadsheets: CSV, as they read it without asking."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from paddock.asyncs.model import Async
from paddock.ids import PermalinkId
from paddock.runs.model import Run, Slot
from paddock.scores.rules import POINT, slot_score
from paddock.scores.views import stopwatch

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for something else."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet runs where a cell begins with it."""
COLUMNS = (
    "player",
    "player id",
    "run",
    "pool",
    "permalink",
    "url",
    "status",
    "opened (UTC)",
    "started (UTC)",
    "ended (UTC)",
    "time",
    "original time",
    "score",
    "par",
    "timed out",
    "disqualified",
    "voided",
    "void reason",
    "review",
    "reviewer",
    "review reason",
    "VOD",
    "notes",
    "flag",
)


def sheet(async_: Async, runs: Iterable[Run], pars: Mapping[PermalinkId, int]) -> bytes:
    """One line a run."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for run in runs:
        writer.writerow(_safe(cell) for cell in _cells(run, async_, pars))
    return (BOM + text.getvalue()).encode()


def _cells(run: Run, async_: Async, pars: Mapping[PermalinkId, int]) -> tuple[str, ...]:
    score = slot_score(Slot.of(run), pars, async_)
    review, voided = run.review, run.voided
    return (
        run.name,
        _number(run.user),
        _number(run.id),
        run.pool_name,
        run.permalink,
        "" if run.is_sealed else run.url,
        run.status,
        _instant(run.opened),
        _instant(run.started),
        _instant(run.ended),
        _time(run.milliseconds),
        _time(run.original),
        f"{score / POINT:.6f}" if score is not None else "",
        _time(pars.get(run.permalink)),
        "yes" if run.timed_out else "",
        run.disqualified or "",
        ("granted" if voided.granted else "yes") if voided else "",
        voided.reason if voided else "",
        review.decision if review else "",
        review.by if review else "",
        review.reason or "" if review else "",
        run.vod or "",
        run.notes or "",
        run.flag or "",
    )


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _number(id: str) -> str:
    """With an apostrophe before it, as before formulas: a spreadsheet takes it for a text, and rounds no digit away."""
    return f"'{id}"


def _instant(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") if moment else ""


def _time(milliseconds: int | None) -> str:
    return stopwatch(milliseconds) if milliseconds is not None else ""
