"""The table: what was measured, beside its yardstick and its target."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import fill

WIDTH = 160
"""Characters of a note's line."""
HEAD = ("what", "measured", "yardstick", "ratio", "target", "ok")


@dataclass(frozen=True)
class Row:
    what: str
    measured: str
    yardstick: str = ""
    ratio: str = ""
    target: str = ""
    ok: bool | None = None
    """None: told, without a target."""

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.what, self.measured, self.yardstick, self.ratio, self.target, VERDICTS[self.ok])


VERDICTS = {None: "", True: "yes", False: "NO"}


def compared(what: str, seconds: float, yardstick: str, its_seconds: float, most: float | None) -> Row:
    """A duration as a multiple of another that was measured in the same run; `most` is None for information only."""
    ratio = seconds / its_seconds
    return Row(
        what,
        duration(seconds),
        f"{yardstick}: {duration(its_seconds)}",
        f"{ratio:.2f}",
        f"<= {most:.2f}" if most is not None else "",
        ratio <= most if most is not None else None,
    )


def at_most(what: str, measured: float, most: float, unit: str = "") -> Row:
    return Row(what, f"{measured:.4g} {unit}".strip(), target=f"<= {most:g} {unit}".strip(), ok=measured <= most)


def exactly(what: str, measured: object, wanted: object) -> Row:
    return Row(what, str(measured), target=str(wanted), ok=measured == wanted)


def told(what: str, measured: str) -> Row:
    return Row(what, measured)


def duration(seconds: float) -> str:
    if seconds < 1e-3:
        return f"{seconds * 1e6:.1f} us"
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def render(rows: Sequence[Row]) -> str:
    lines = [HEAD, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    ruled = [lines[0], tuple("-" * width for width in widths), *lines[1:]]
    return "\n".join(_line(cells, widths) for cells in ruled)


def wrapped(notes: Iterable[str]) -> str:
    return "\n".join(fill(note, WIDTH, initial_indent="- ", subsequent_indent="  ") for note in notes)


def _line(cells: Iterable[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
