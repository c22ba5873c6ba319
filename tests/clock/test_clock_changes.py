"""Wall times that don't exist, and those that come twice."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from paddock.clock import PastTime, TimeInGap, TimeTwice, read, understood

NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def quoted(text: str) -> list[str]:
    return text.split("`")[1::2]


GAPS = [
    (
        "Europe/Berlin",
        "2027-03-28 02:30",
        "On 28 Mar 2027 clocks in Europe/Berlin go from 02:00 to 03:00, so 02:30 does not exist.",
        ("2027-03-28T03:30+02:00", "2027-03-28T01:30+01:00"),
    ),
    (
        "America/New_York",
        "14 mar 2027 2:00 am",
        "On 14 Mar 2027 clocks in America/New_York go from 02:00 to 03:00, so 02:00 does not exist.",
        ("2027-03-14T03:00-04:00", "2027-03-14T01:00-05:00"),
    ),
    (
        "Australia/Lord_Howe",
        "2026-10-04 02:15",
        "On 4 Oct 2026 clocks in Australia/Lord_Howe go from 02:00 to 02:30, so 02:15 does not exist.",
        ("2026-10-04T02:45+11:00", "2026-10-04T01:45+10:30"),
    ),
]

OVERLAPS = [
    (
        "Europe/Berlin",
        "sunday 25 oct 02:30",
        "On 25 Oct 2026 clocks in Europe/Berlin go back from 03:00 to 02:00, so 02:30 comes twice.",
        ("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"),
    ),
    (
        "America/New_York",
        "1 nov 1:59 am",
        "On 1 Nov 2026 clocks in America/New_York go back from 02:00 to 01:00, so 01:59 comes twice.",
        ("2026-11-01T01:59-04:00", "2026-11-01T01:59-05:00"),
    ),
    (
        "Australia/Lord_Howe",
        "2027-04-04 01:30",
        "On 4 Apr 2027 clocks in Australia/Lord_Howe go back from 02:00 to 01:30, so 01:30 comes twice.",
        ("2027-04-04T01:30+11:00", "2027-04-04T01:30+10:30"),
    ),
]


@pytest.mark.parametrize(("zone", "text", "words", "offers"), GAPS)
def test_a_time_in_a_gap_is_refused_with_the_gap_and_the_times_around_it(
    zone: str, text: str, words: str, offers: tuple[str, str]
) -> None:
    with pytest.raises(TimeInGap) as refused:
        read(text, ZoneInfo(zone), NOW)
    assert refused.value.text.startswith(words)
    assert refused.value.offers == tuple(map(at, offers))


@pytest.mark.parametrize(("zone", "text", "words", "offers"), OVERLAPS)
def test_a_time_that_comes_twice_is_refused_with_both_instants(
    zone: str, text: str, words: str, offers: tuple[str, str]
) -> None:
    with pytest.raises(TimeTwice) as refused:
        read(text, ZoneInfo(zone), NOW)
    assert refused.value.text.startswith(words)
    assert refused.value.offers == tuple(map(at, offers))


@pytest.mark.parametrize(("zone", "text", "words", "offers"), [*GAPS, *OVERLAPS])
def test_what_such_a_refusal_says_to_type_means_the_instants_that_it_offers(
    zone: str, text: str, words: str, offers: tuple[str, str]
) -> None:
    with pytest.raises((TimeInGap, TimeTwice)) as refused:
        read(text, ZoneInfo(zone), NOW)
    typed = [read(suggestion, ZoneInfo(zone), NOW) for suggestion in quoted(refused.value.text)]
    assert tuple(typed) == refused.value.offers
    assert [read(value, ZoneInfo(zone), NOW) for _, value in understood(text, ZoneInfo(zone), NOW)] == typed


@pytest.mark.parametrize(
    ("zone", "text", "expected"),
    [
        ("Europe/Berlin", "2027-03-28 01:59", "2027-03-28T01:59+01:00"),
        ("Europe/Berlin", "2027-03-28 03:00", "2027-03-28T03:00+02:00"),
        ("Europe/Berlin", "2026-10-25 01:59", "2026-10-25T01:59+02:00"),
        ("Europe/Berlin", "2026-10-25 03:00", "2026-10-25T03:00+01:00"),
        ("America/New_York", "2026-11-01 00:59", "2026-11-01T00:59-04:00"),
        ("America/New_York", "2026-11-01 02:00", "2026-11-01T02:00-05:00"),
        ("Australia/Lord_Howe", "2026-10-04 01:59", "2026-10-04T01:59+10:30"),
        ("Australia/Lord_Howe", "2026-10-04 02:30", "2026-10-04T02:30+11:00"),
        ("Australia/Lord_Howe", "2027-04-04 02:00", "2027-04-04T02:00+10:30"),
        ("Asia/Kolkata", "2026-10-25 02:30", "2026-10-25T02:30+05:30"),
        ("UTC", "2027-03-28 02:30", "2027-03-28T02:30+00:00"),
    ],
)
def test_times_at_the_edges_of_a_change_are_plain(zone: str, text: str, expected: str) -> None:
    assert read(text, ZoneInfo(zone), NOW) == at(expected)


def test_an_abbreviation_tells_the_two_hours_apart() -> None:
    new_york = ZoneInfo("America/New_York")
    assert read("1 nov 1:30 am EDT", new_york, NOW) == at("2026-11-01T01:30-04:00")
    assert read("1 nov 1:30 am EST", new_york, NOW) == at("2026-11-01T01:30-05:00")


def test_an_offset_tells_the_two_hours_apart() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first, second = (read(f"2026-10-25T02:30+0{hours}:00", berlin, NOW) for hours in (2, 1))
    assert second - first == timedelta(hours=1)


def test_the_second_of_two_hours_is_offered_alone_once_the_first_has_passed() -> None:
    between = at("2026-10-25T02:45+02:00")
    with pytest.raises(TimeTwice) as refused:
        read("today 02:30", ZoneInfo("Europe/Berlin"), between)
    assert refused.value.offers == (at("2026-10-25T02:30+01:00"),)


def test_a_gap_of_years_ago_is_just_past() -> None:
    with pytest.raises(PastTime):
        read("2020-03-29 02:30", ZoneInfo("Europe/Berlin"), NOW)


def test_a_gap_names_the_zone_that_was_typed() -> None:
    with pytest.raises(TimeInGap, match="clocks in America/New_York go from 02:00 to 03:00"):
        read("2027-03-14 02:30 America/New_York", ZoneInfo("Europe/Berlin"), NOW)


def test_an_abbreviation_does_not_make_a_gap_exist() -> None:
    with pytest.raises(TimeInGap) as refused:
        read("2027-03-14 02:30 EST", ZoneInfo("America/New_York"), NOW)
    assert refused.value.offers == (at("2027-03-14T03:30-04:00"), at("2027-03-14T01:30-05:00"))
