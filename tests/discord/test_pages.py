"""Long lists are turned page by page."""

import pytest

from paddock.discord.message import Press
from paddock.discord.pages import Page, page
from paddock.discord.request import Button


class Turn(Button, tag="turn"):
    page: int


def of(length: int, number: int, size: int = 10) -> Page[int]:
    return page(range(length), size, number, lambda to: Turn(page=to))


@pytest.mark.parametrize("length", [0, 1, 10])
def test_what_fits_on_one_page_has_nothing_to_turn(length: int) -> None:
    assert of(length, 0) == Page(range(length), 0, "", ())


@pytest.mark.parametrize(
    ("asked_for", "number", "shown", "footer"),
    [
        (0, 0, range(10), "Page 1 of 3"),
        (1, 1, range(10, 20), "Page 2 of 3"),
        (2, 2, range(20, 21), "Page 3 of 3"),
        (9, 2, range(20, 21), "Page 3 of 3"),
        (-1, 0, range(10), "Page 1 of 3"),
    ],
)
def test_every_line_is_on_one_page_and_a_page_that_is_not_there_is_the_nearest(
    asked_for: int, number: int, shown: range, footer: str
) -> None:
    found = of(21, asked_for)
    assert (found.number, found.shown, found.footer) == (number, shown, footer)


@pytest.mark.parametrize(("number", "earlier", "later"), [(0, False, True), (1, True, True), (2, True, False)])
def test_the_buttons_lead_to_the_neighbours_that_are_there(number: int, earlier: bool, later: bool) -> None:
    assert of(21, number).turns == (
        Press("Earlier", Turn(page=number - 1), disabled=not earlier),
        Press("Later", Turn(page=number + 1), disabled=not later),
    )
