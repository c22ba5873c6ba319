"""A sheet of pixels to draw on: text that its font can show, boxes, and charts with axes of their own."""

import io
import unicodedata
from functools import cache
from itertools import groupby

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font
from matplotlib.patches import FancyBboxPatch

from paddock.discord.text import clean

WIDTH = 1200
MARGIN = 48
DPI = 100
POINTS = 72 / DPI
"""Of a pixel."""

GROUND, RAISED, RULE = "#2b2d31", "#383a40", "#4e5058"
TEXT, SOFT = "#f2f3f5", "#b5bac1"
DOT, OWN, PAR = "#56b4e9", "#e69f00", "#ffffff"
BAR, OWN_BAR = "#24668f", "#8f5b00"
"""Two colours that everybody can tell apart, and white; each has a shape of its own besides. Bars carry white text."""

UNKNOWN = "□"
MOST_WRITTEN = 200


class Page:
    def __init__(self, height: int) -> None:
        self._height = height
        self._figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=GROUND)
        FigureCanvasAgg(self._figure)

    def text(
        self, x: float, y: float, text: str, size: int, *, colour: str = TEXT, align: str = "left", most: int = WIDTH
    ) -> None:
        """In the middle of its line at `y`; cut where it would be wider than `most`."""
        self._figure.text(
            x / WIDTH,
            1 - y / self._height,
            fitting(legible(text), size, most),
            fontproperties=_font(size),
            color=colour,
            horizontalalignment=align,
            verticalalignment="center_baseline",
            parse_math=False,
        )

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        place = (x / WIDTH, 1 - (y + height) / self._height)
        box = FancyBboxPatch(place, width / WIDTH, height / self._height, boxstyle="square,pad=0")
        box.set(facecolor=colour, edgecolor="none", zorder=0)
        self._figure.add_artist(box)

    def axes(self, x: float, y: float, width: float, height: float) -> Axes:
        return self._figure.add_axes(
            (x / WIDTH, 1 - (y + height) / self._height, width / WIDTH, height / self._height), facecolor="none"
        )

    def png(self) -> bytes:
        written = io.BytesIO()
        self._figure.savefig(written, format="png")
        return written.getvalue()


def legible(text: str) -> str:
    """On one line, as far as the font goes: letters in fancy dress as plain ones, what has no glyph as a box."""
    flat = clean(unicodedata.normalize("NFKC", text))[:MOST_WRITTEN]
    known = _glyphs()
    return "".join(
        "".join(letters) if is_known else UNKNOWN
        for is_known, letters in groupby(flat, lambda each: ord(each) in known)
    )


def fitting(text: str, size: int, most: float) -> str:
    """As much of it as is not wider, in pixels."""
    if _width(text, size) <= most:
        return text
    return next((f"{text[:end]}…" for end in range(len(text), 0, -1) if _width(f"{text[:end]}…", size) <= most), "")


def _width(text: str, size: int) -> float:
    face = _face()
    face.set_size(size * POINTS, DPI)
    face.set_text(text)
    return face.get_width_height()[0] / 64


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(_face().get_charmap())


@cache
def _face() -> FT2Font:
    return FT2Font(findfont(_font(10)))


@cache
def _font(size: int) -> FontProperties:
    """Matplotlib's own, which is there wherever it is."""
    return FontProperties(family="DejaVu Sans", size=size * POINTS)
