"""What autocomplete shows while a time is being typed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from paddock.clock import UnreadableTime, read, understood

NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def labels(text: str) -> list[str]:
    return [label for label, _ in understood(text, BERLIN, NOW)]


def test_a_time_that_is_understood_is_shown_in_the_persons_zone() -> None:
    assert understood("friday 8pm", BERLIN, NOW) == [
        ("Fri 27 Nov 2026, 20:00 Europe/Berlin (in 5 days)", "2026-11-27T19:00Z")
    ]


def test_a_time_typed_in_another_zone_is_shown_in_the_persons_own() -> None:
    assert labels("8pm EST") == ["Mon 23 Nov 2026, 02:00 Europe/Berlin (in 14 hours)"]


@pytest.mark.parametrize(
    ("text", "distance"),
    [
        ("in 0.5 min", "(now)"),
        ("in 1 min", "(in 1 minute)"),
        ("in 90 min", "(in 90 minutes)"),
        ("in 3h", "(in 3 hours)"),
        ("in 47h", "(in 47 hours)"),
        ("in 2 days", "(in 2 days)"),
    ],
)
def test_the_distance_is_shown(text: str, distance: str) -> None:
    assert labels(text)[0].endswith(distance)


def test_nothing_typed_yet_shows_examples() -> None:
    assert understood("  ", BERLIN, NOW) == [
        ("friday 8pm: Fri 27 Nov 2026, 20:00 Europe/Berlin (in 5 days)", "2026-11-27T19:00Z"),
        ("tomorrow 19:30: Mon 23 Nov 2026, 19:30 Europe/Berlin (in 31 hours)", "2026-11-23T18:30Z"),
        ("in 3 hours: Sun 22 Nov 2026, 15:00 Europe/Berlin (in 3 hours)", "2026-11-22T14:00Z"),
        ("2026-12-01 19:00: Tue 1 Dec 2026, 19:00 Europe/Berlin (in 9 days)", "2026-12-01T18:00Z"),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("03/04 8pm", ["Thu 4 Mar 2027, 20:00", "Sat 3 Apr 2027, 20:00"]),
        ("friday 8", ["Fri 27 Nov 2026, 20:00", "Fri 27 Nov 2026, 08:00"]),
        ("friday 7:30", ["Fri 27 Nov 2026, 07:30", "Fri 27 Nov 2026, 19:30"]),
        ("next tuesday 6pm", ["Tue 24 Nov 2026, 18:00", "Tue 1 Dec 2026, 18:00"]),
        ("2027-10-31 02:30", ["Sun 31 Oct 2027, 02:30", "Sun 31 Oct 2027, 02:30"]),
        ("21 nov 8pm", ["Sun 21 Nov 2027, 20:00"]),
        ("tonight", ["Sun 22 Nov 2026, 20:00", "Sun 22 Nov 2026, 19:00"]),
    ],
)
def test_an_unclear_time_shows_what_it_may_mean(text: str, shown: list[str]) -> None:
    assert [label.partition(" Europe")[0] for label in labels(text)][: len(shown)] == shown


def test_an_hour_with_a_leading_zero_is_not_offered_for_the_evening() -> None:
    assert len(labels("friday 07:30")) == 1


def test_a_day_alone_shows_five_hours_of_it() -> None:
    found = labels("friday")
    assert len(found) == 5
    assert all(label.startswith("Fri 27 Nov 2026, ") for label in found)


def test_text_that_cannot_be_read_gets_a_hint_that_changes_nothing() -> None:
    ((label, value),) = understood("31 feb", BERLIN, NOW)
    assert label.startswith("I can't read 31 feb as a time. Try friday 8pm")
    assert len(label) <= 100
    assert value == "31 feb"
    with pytest.raises(UnreadableTime):
        read(value, BERLIN, NOW)


@pytest.mark.parametrize("text", ["x" * 101, "friday\x00", "\u202e8pm"])
def test_text_that_no_choice_could_carry_gets_no_hint(text: str) -> None:
    assert understood(text, BERLIN, NOW) == []


def test_milliseconds_of_now_survive_the_choice() -> None:
    now = NOW + timedelta(milliseconds=7)
    ((_, value),) = understood("in 3 hours", BERLIN, now)
    assert read(value, BERLIN, now) == now + timedelta(hours=3)
