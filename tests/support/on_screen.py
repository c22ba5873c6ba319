"""Whether a page fits its screen: nothing is cut or out of reach, and what can be used has a name."""

from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Page, TimeoutError

COMPLAINTS = Path(__file__).with_suffix(".js").read_text()
THUMB = 40
"""Pixels: what a thumb hits."""
SETTLES_WITHIN = 3_000
"""Milliseconds; the drawer slides."""


def assert_fits(page: Page, least: int = 0) -> None:
    with suppress(TimeoutError):
        page.wait_for_function(f"least => ({COMPLAINTS})(least).length === 0", arg=least, timeout=SETTLES_WITHIN)
    complaints = page.evaluate(COMPLAINTS, least)
    assert not complaints, "\n".join(complaints)
