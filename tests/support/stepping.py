"""A match's way, taken by the buttons of its card."""

from tests.support.league import League

BEGUN = ("Check in", "Start")


def press(league: League, match: str, *labels: str) -> None:
    """One after the other; what follows from all of them is done at the end."""
    league.admin.slash("match show", match=match)
    for label in labels:
        league.admin.click(label)
    league.world.drain()
