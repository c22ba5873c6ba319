"""The picture of a board, looked at pixel by pixel. Any warning of the plotting library fails these tests."""

import io
from typing import Any

import pytest
from PIL import Image

from paddock.scores.page import OWN, PAR, legible
from paddock.scores.picture import HEAD, picture
from paddock.scores.pictured import BoardPicture, PermalinkTimes, PoolTimes, Standing

HOUR, MINUTE = 3_600_000, 60_000
MOST_BYTES = 2**20
CHART = HEAD + 64
"""Where the first line of the first chart begins."""
LINE = 64
NAMES = [
    "🏁👩‍🚀 racer",
    "日本の選手",
    "שלום עולם",
    "\u202eمرحبا",
    "𝕱𝖆𝖓𝖈𝖞",
    "a" + "\u0301" * 60,
    "$\\frac{1}{$",
    "W" * 100,
    "\ud800",
    "\n\t\0",
    "",
]


def a_board(*permalinks: PermalinkTimes, **changes: Any) -> BoardPicture:
    pools = (PoolTimes("Pool", permalinks),) if permalinks else ()
    standings = (Standing(1, "alice", 100_000_000, 1, 0),)
    return BoardPicture("Qualifier", 1, pools, standings)._replace(**changes)


def a_permalink(count: int = 20, own: tuple[int, ...] = (), label: str = "#1") -> PermalinkTimes:
    """Times of an hour and up to half as long again."""
    times = tuple(HOUR + number * 30 * MINUTE // max(count, 1) for number in range(count))
    return PermalinkTimes(label, HOUR + 5 * MINUTE, times, own)


def seen(board: BoardPicture) -> Image.Image:
    with Image.open(io.BytesIO(picture(board))) as image:
        return image.convert("RGB")


def places(image: Image.Image, colour: str, top: int = CHART, bottom: int = CHART + LINE) -> list[int]:
    """Of the pixels of that very colour between these rows: how far right they are."""
    wanted = tuple(bytes.fromhex(colour.removeprefix("#")))
    part = image.crop((0, top, image.width, bottom))
    return [at % part.width for at, pixel in enumerate(part.get_flattened_data()) if pixel == wanted]


def middle(found: list[int]) -> float:
    assert found
    return sum(found) / len(found)


@pytest.mark.parametrize("players", [0, 1, 20, 1_000, 20_000])
def test_however_many_runs_there_are_it_is_a_png_of_1200_pixels_and_less_than_a_mebibyte(players: int) -> None:
    permalinks = [a_permalink(players // 15 or 1, label=f"#{number}") for number in range(1, 16)]
    board = a_board(*permalinks) if players else a_board(standings=(), players=0)
    drawn = picture(board)
    assert drawn.startswith(b"\x89PNG")
    assert len(drawn) < MOST_BYTES
    assert seen(board).width == 1200


@pytest.mark.parametrize("own", [(), (HOUR,)], ids=["others", "the reader, in every pool"])
def test_more_permalinks_than_can_be_read_do_not_make_it_endless(own: tuple[int, ...]) -> None:
    pools = tuple(
        PoolTimes(f"Pool {pool}", tuple(a_permalink(400, own, f"#{number}") for number in range(20)))
        for pool in range(25)
    )
    drawn = picture(a_board(pools=pools))
    assert len(drawn) < MOST_BYTES
    assert seen(a_board(pools=pools)).height < 4500


def test_the_reader_s_run_is_shown_even_where_hundreds_of_permalinks_have_more_runs() -> None:
    crowded = tuple(a_permalink(40, label=f"#{number}") for number in range(100))
    own = PoolTimes("Mine", (PermalinkTimes("#1", HOUR, (), (HOUR,)),))
    without = seen(a_board(pools=(PoolTimes("Pool", crowded),)))
    image = seen(a_board(pools=(PoolTimes("Pool", crowded), own)))
    assert places(without, OWN, 0, without.height) == []
    assert places(image, OWN, 0, image.height)


def test_a_run_stands_left_of_its_par_if_it_was_faster_and_right_if_it_was_slower() -> None:
    for own, is_left in ((HOUR, True), (HOUR + 20 * MINUTE, False)):
        image = seen(a_board(a_permalink(own=(own,))))
        assert (middle(places(image, OWN)) < middle(places(image, PAR))) is is_left


def test_times_are_to_scale() -> None:
    image = seen(a_board(PermalinkTimes("#1", HOUR, (HOUR + 40 * MINUTE,), (HOUR + 10 * MINUTE,))))
    slowest = seen(a_board(PermalinkTimes("#1", HOUR, (), (HOUR + 40 * MINUTE,))))
    start, quarter, end = middle(places(image, PAR)), middle(places(image, OWN)), middle(places(slowest, OWN))
    assert (quarter - start) / (end - start) == pytest.approx(0.25, abs=0.01)


def test_a_run_that_scores_nothing_for_its_length_stands_at_the_chart_s_edge() -> None:
    twice, longer = (seen(a_board(PermalinkTimes("#1", HOUR, (), (each * HOUR,)))) for each in (3, 9))
    assert middle(places(twice, OWN)) == middle(places(longer, OWN))


def test_a_permalink_without_a_par_has_no_mark() -> None:
    image = seen(a_board(PermalinkTimes("#1", None, (HOUR,), (HOUR + MINUTE,))))
    assert places(image, PAR) == []
    assert places(image, OWN)


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_whatever_people_and_pools_are_called_it_is_drawn(name: str) -> None:
    pool = PoolTimes(name, (a_permalink(),))
    board = a_board(title=name, pools=(pool,), standings=(Standing(1, name, 0, 0, 1, is_own=True),))
    assert picture(board).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("日本 Kei", "□ Kei"), ("𝕱𝖆𝖓𝖈𝖞", "Fancy"), ("a\nb", "a b"), ("$x_1$", "$x_1$"), ("Zoë", "Zoë"), ("עולם", "עולם")],
)
def test_what_the_font_has_no_letters_for_is_shown_as_a_box(name: str, shown: str) -> None:
    assert legible(name) == shown


def test_the_same_board_gives_the_same_picture() -> None:
    board = a_board(a_permalink(500, own=(HOUR,)))
    assert picture(board) == picture(board)
