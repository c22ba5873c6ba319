"""What people type, and the instants that it means, in several zones."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from paddock.clock import (
    AmbiguousDate,
    AmbiguousTime,
    PastTime,
    TimeTooFar,
    UnreadableTime,
    parse_stamp,
    read,
)

NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)  # a Sunday
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
CHICAGO = ZoneInfo("America/Chicago")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
KOLKATA = ZoneInfo("Asia/Kolkata")
UTC_ZONE = ZoneInfo("UTC")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("friday 8pm", "2026-11-27T20:00+01:00"),
        ("Friday at 8 PM", "2026-11-27T20:00+01:00"),
        ("fri, 8 p.m.", "2026-11-27T20:00+01:00"),
        ("8pm friday", "2026-11-27T20:00+01:00"),
        ("friday @8pm", "2026-11-27T20:00+01:00"),
        ("friday 8:30pm", "2026-11-27T20:30+01:00"),
        ("friday 8.30 pm", "2026-11-27T20:30+01:00"),
        ("friday 20h30", "2026-11-27T20:30+01:00"),
        ("friday at 20", "2026-11-27T20:00+01:00"),
        ("friday 20 o'clock", "2026-11-27T20:00+01:00"),
        ("friday 12am", "2026-11-27T00:00+01:00"),
        ("friday 12pm", "2026-11-27T12:00+01:00"),
        ("friday noon", "2026-11-27T12:00+01:00"),
        ("friday 8 in the evening", "2026-11-27T20:00+01:00"),
        ("sat 20:00", "2026-11-28T20:00+01:00"),
        ("sunday 13:30", "2026-11-22T13:30+01:00"),
        ("sunday 11:30", "2026-11-29T11:30+01:00"),
        ("next sunday 6pm", "2026-11-29T18:00+01:00"),
        ("today 20:00", "2026-11-22T20:00+01:00"),
        ("tonight 9", "2026-11-22T21:00+01:00"),
        ("tonight 9:30", "2026-11-22T21:30+01:00"),
        ("tonight midnight", "2026-11-23T00:00+01:00"),
        ("tomorrow 7:30 pm", "2026-11-23T19:30+01:00"),
        ("tomorrow morning 9", "2026-11-23T09:00+01:00"),
        ("the day after tomorrow 8pm", "2026-11-24T20:00+01:00"),
        ("in 2 days at 20:00", "2026-11-24T20:00+01:00"),
        ("in two weeks 20:00", "2026-12-06T20:00+01:00"),
        ("8pm", "2026-11-22T20:00+01:00"),
        ("20:00", "2026-11-22T20:00+01:00"),
        ("7:30", "2026-11-23T07:30+01:00"),
        ("0:30", "2026-11-23T00:30+01:00"),
        ("noon", "2026-11-23T12:00+01:00"),
        ("midnight", "2026-11-23T00:00+01:00"),
        ("12:01:30", "2026-11-22T12:01:30+01:00"),
        ("2026-12-01 19:00", "2026-12-01T19:00+01:00"),
        ("2026/12/01 19:00", "2026-12-01T19:00+01:00"),
        ("2026-12-01T19:00", "2026-12-01T19:00+01:00"),
        ("2026-12-01T19:00Z", "2026-12-01T19:00+00:00"),
        ("2026-12-01T19:00:00.123456Z", "2026-12-01T19:00:00.123456+00:00"),
        ("2026-12-01T19:00+02:00", "2026-12-01T19:00+02:00"),
        ("2026-12-01T19:00:00-0500", "2026-12-01T19:00-05:00"),
        ("5 december 20:00", "2026-12-05T20:00+01:00"),
        ("Dec 5 2026 8pm", "2026-12-05T20:00+01:00"),
        ("Dec 5th, 8 PM", "2026-12-05T20:00+01:00"),
        ("5th of december 8pm", "2026-12-05T20:00+01:00"),
        ("20:00, 5 dec", "2026-12-05T20:00+01:00"),
        ("saturday 5 dec 8pm", "2026-12-05T20:00+01:00"),
        ("2 jan 8pm", "2027-01-02T20:00+01:00"),
        ("31 dec 23:59", "2026-12-31T23:59+01:00"),
        ("29 feb 8pm", "2028-02-29T20:00+01:00"),
        ("12/25 8pm", "2026-12-25T20:00+01:00"),
        ("12/12 8pm", "2026-12-12T20:00+01:00"),
        ("13.12.2026 20:00", "2026-12-13T20:00+01:00"),
        ("sat 12/5 8pm", "2026-12-05T20:00+01:00"),
        ("<t:1796151600>", "2026-12-01T19:00+00:00"),
        ("<t:1796151600:F>", "2026-12-01T19:00+00:00"),
        ("19:00 UTC", "2026-11-22T19:00+00:00"),
        ("8pm utc+2", "2026-11-22T20:00+02:00"),
        ("8pm utc-3:30", "2026-11-22T20:00-03:30"),
        ("8pm EST", "2026-11-22T20:00-05:00"),
        ("8pm ET", "2026-11-22T20:00-05:00"),
        ("july 5 8pm EDT", "2027-07-05T20:00-04:00"),
        ("4 dec 8pm cet", "2026-12-04T20:00+01:00"),
        ("8pm america/new_york", "2026-11-22T20:00-05:00"),
        ("8pm in New York", "2026-11-22T20:00-05:00"),
        ("8pm Los Angeles time", "2026-11-22T20:00-08:00"),
    ],
)
def test_a_typed_time_means_one_instant(text: str, expected: str) -> None:
    assert read(text, BERLIN, NOW) == at(expected)


@pytest.mark.parametrize(
    ("zone", "text", "expected"),
    [
        (NEW_YORK, "friday 8pm", "2026-11-27T20:00-05:00"),
        (NEW_YORK, "7am", "2026-11-22T07:00-05:00"),
        (CHICAGO, "8am CST", "2026-11-22T14:00+00:00"),
        (LORD_HOWE, "20:00", "2026-11-23T20:00+11:00"),
        (LORD_HOWE, "2027-07-01 20:00", "2027-07-01T20:00+10:30"),
        (KOLKATA, "friday 8pm", "2026-11-27T20:00+05:30"),
        (KOLKATA, "8pm IST", "2026-11-22T20:00+05:30"),
        (UTC_ZONE, "friday 8pm", "2026-11-27T20:00+00:00"),
        (UTC_ZONE, "tomorrow 00:00", "2026-11-23T00:00+00:00"),
    ],
)
def test_a_typed_time_is_read_in_the_persons_own_zone(zone: ZoneInfo, text: str, expected: str) -> None:
    assert read(text, zone, NOW) == at(expected)


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("in 3 hours", timedelta(hours=3)),
        ("3h", timedelta(hours=3)),
        ("+3h", timedelta(hours=3)),
        ("in 90 min", timedelta(minutes=90)),
        ("in 1h30m", timedelta(minutes=90)),
        ("in 1h30", timedelta(minutes=90)),
        ("in 1.5 hours", timedelta(minutes=90)),
        ("1 hour and 30 minutes", timedelta(minutes=90)),
        ("in half an hour", timedelta(minutes=30)),
        ("in an hour", timedelta(hours=1)),
        ("20 minutes from now", timedelta(minutes=20)),
        ("in 2 days", timedelta(days=2)),
        ("in two weeks", timedelta(weeks=2)),
        ("in 20h", timedelta(hours=20)),
    ],
)
def test_a_wait_is_exact_to_the_millisecond(text: str, wait: timedelta) -> None:
    now = NOW + timedelta(milliseconds=123)
    assert read(text, BERLIN, now) == now + wait


def test_a_wait_of_two_days_is_48_hours_even_across_a_clock_change() -> None:
    now = at("2026-10-24T20:00+02:00")
    assert read("in 2 days", BERLIN, now) == at("2026-10-26T19:00+01:00")
    assert read("in 2 days at 20:00", BERLIN, now) == at("2026-10-26T20:00+01:00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("morgen 20 uhr", "2026-11-23T20:00+01:00"),
        ("freitag 20 Uhr 30", "2026-11-27T20:30+01:00"),
        ("sonntag 13:30", "2026-11-22T13:30+01:00"),
        ("5. dezember 20:00", "2026-12-05T20:00+01:00"),
        ("in 3 stunden", "2026-11-22T15:00+01:00"),
        ("vendredi 20h", "2026-11-27T20:00+01:00"),
        ("samedi 5 décembre à 20h30", "2026-12-05T20:30+01:00"),
        ("mañana a las 8pm", "2026-11-23T20:00+01:00"),
        ("sábado 20:00", "2026-11-28T20:00+01:00"),
        ("domani alle 20:30", "2026-11-23T20:30+01:00"),
        ("zaterdag 20:00", "2026-11-28T20:00+01:00"),
        ("sobota 20:00", "2026-11-28T20:00+01:00"),
        ("завтра 20:00", "2026-11-23T20:00+01:00"),
    ],
)
def test_times_in_other_languages_are_read_by_the_same_rules(text: str, expected: str) -> None:
    assert read(text, BERLIN, NOW) == at(expected)


@pytest.mark.parametrize("text", ["so 20:00", "do 20:00"])
def test_a_word_that_names_different_days_in_different_languages_is_asked_again(text: str) -> None:
    with pytest.raises(AmbiguousTime):
        read(text, BERLIN, NOW)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("03/04 8pm", ["2027-03-04T20:00+01:00", "2027-04-03T20:00+02:00"]),
        ("12/1 8pm", ["2026-12-01T20:00+01:00", "2027-01-12T20:00+01:00"]),
        ("1.12. 20:00", ["2026-12-01T20:00+01:00", "2027-01-12T20:00+01:00"]),
        ("04-03-2027 20:00", ["2027-03-04T20:00+01:00", "2027-04-03T20:00+02:00"]),
        ("26/11/27 20:00", ["2026-11-27T20:00+01:00", "2027-11-26T20:00+01:00"]),
        ("next tuesday 6pm", ["2026-11-24T18:00+01:00", "2026-12-01T18:00+01:00"]),
    ],
)
def test_a_date_that_can_be_two_days_is_asked_again_with_both(text: str, meant: list[str]) -> None:
    with pytest.raises(AmbiguousDate) as refused:
        read(text, BERLIN, NOW)
    assert list(refused.value.offers) == [at(moment) for moment in meant]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("friday 8", ["2026-11-27T20:00+01:00", "2026-11-27T08:00+01:00"]),
        ("friday at 8", ["2026-11-27T20:00+01:00", "2026-11-27T08:00+01:00"]),
        ("friday 20", ["2026-11-27T20:00+01:00"]),
        ("friday midnight", ["2026-11-27T00:00+01:00", "2026-11-28T00:00+01:00"]),
        ("20h", ["2026-11-22T20:00+01:00", "2026-11-23T08:00+01:00"]),
        ("1h30", ["2026-11-23T01:30+01:00", "2026-11-22T13:30+01:00"]),
        ("8", ["2026-11-22T20:00+01:00", "2026-11-23T08:00+01:00"]),
    ],
)
def test_an_hour_that_can_be_two_is_asked_again_with_both(text: str, meant: list[str]) -> None:
    with pytest.raises(AmbiguousTime) as refused:
        read(text, BERLIN, NOW)
    assert list(refused.value.offers) == [at(moment) for moment in meant]


@pytest.mark.parametrize("text", ["friday", "tomorrow", "2026-12-01", "december 5", "tonight"])
def test_a_day_without_an_hour_is_asked_for_the_hour(text: str) -> None:
    with pytest.raises(AmbiguousTime, match="doesn't say at what time"):
        read(text, BERLIN, NOW)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "31 feb",
        "31 feb 8pm",
        "29 feb 2027 8pm",
        "31 nov 8pm",
        "32 dec",
        "2026-13-01 10:00",
        "0000-00-00 00:00",
        "25:00",
        "24:00",
        "8:60",
        "13pm",
        "0pm",
        "2000",
        "2030",
        "mar 20:00",
        "half past 8",
        "tonight 1am",
        "friday 5 dec 8pm",
        "friday in 3 hours",
        "friday saturday 8pm",
        "8pm 9pm",
        "8pm est utc",
        "8pm utc+15",
        "not friday 8pm",
        "next week friday 8pm",
        "in 3 months",
        "-3h",
        "1h 2h",
        "garbage",
        "🏁",
        "friday 8pm 🏁",
        "friday\x008pm",
        "friday 8pm\u200f",
        "\u202efriday 8pm",
        "٢٠:٠٠",
        "２０:００",
        "friday ²0:00",
        "<t:99999999999>",
        "<t:>",
        "8" * 5000,
        "friday 8pm " * 500,
        "'; drop table matches; --",
        "@everyone",
    ],
)
def test_text_that_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UnreadableTime) as refused:
        read(text, BERLIN, NOW)
    assert refused.value.text
    assert len(refused.value.text) < 200


def test_the_example_in_a_refusal_can_be_typed() -> None:
    with pytest.raises(UnreadableTime, match="Try `friday 8pm`, `tomorrow 19:30`, `in 3 hours` or `2026-12-01 19:00`"):
        read("whenever", BERLIN, NOW)


def test_a_refusal_quotes_at_most_40_characters_without_markdown_or_mentions() -> None:
    with pytest.raises(UnreadableTime) as refused:
        read("``<@123>\n@everyone\u202e **bold** " + "x" * 60, BERLIN, NOW)
    quoted = refused.value.text.split("`")[1]
    assert quoted.startswith("<@123> @everyone **bold** xxx")
    assert len(quoted) == 40
    assert quoted.endswith("…")


@pytest.mark.parametrize(
    "text", ["2026-11-21 20:00", "yesterday 8pm", "3 hours ago", "today 7:00", "<t:1764615600>", "21 nov 8pm"]
)
def test_an_instant_before_now_is_refused_unless_the_past_is_asked_for(text: str) -> None:
    with pytest.raises(PastTime, match="has passed"):
        read(text, BERLIN, NOW)
    assert read(text, BERLIN, NOW, past=True) < NOW


def test_a_date_without_a_year_that_has_just_passed_is_not_moved_by_a_year_but_offered() -> None:
    with pytest.raises(PastTime) as refused:
        read("21 nov 8pm", BERLIN, NOW)
    assert refused.value.offers == (at("2027-11-21T20:00+01:00"),)
    assert "`21 Nov 2027 20:00`" in refused.value.text


@pytest.mark.parametrize("text", ["in 0 minutes", "2026-11-22 11:00"])
def test_the_instant_of_now_itself_is_past(text: str) -> None:
    with pytest.raises(PastTime):
        read(text, UTC_ZONE, NOW)
    assert read(text, UTC_ZONE, NOW, past=True) == NOW


def test_an_hour_that_is_now_means_tomorrow() -> None:
    assert read("11:00", UTC_ZONE, NOW) == NOW + timedelta(days=1)


@pytest.mark.parametrize("text", ["2028-11-30 20:00", "in 99999 weeks", "<t:9999999999>", "5 dec 2199 20:00"])
def test_a_time_more_than_two_years_ahead_is_refused(text: str) -> None:
    with pytest.raises(TimeTooFar, match="more than two years ahead"):
        read(text, BERLIN, NOW)


@pytest.mark.parametrize("text", ["8pm CST", "8pm IST"])
def test_an_abbreviation_that_several_zones_share_is_asked_again(text: str) -> None:
    with pytest.raises(UnreadableTime, match="several zones"):
        read(text, BERLIN, NOW)


def test_an_abbreviation_out_of_its_season_is_asked_again() -> None:
    with pytest.raises(UnreadableTime, match="on EDT, not on EST"):
        read("5 july 8pm EST", BERLIN, NOW)


def test_at_new_year_the_day_after_is_in_the_next_year() -> None:
    now = at("2026-12-31T22:30+01:00")
    assert read("tomorrow 20:00", BERLIN, now) == at("2027-01-01T20:00+01:00")
    assert read("1 jan 20:00", BERLIN, now) == at("2027-01-01T20:00+01:00")
    assert read("20:00", BERLIN, now) == at("2027-01-01T20:00+01:00")
    assert read("friday 20:00", BERLIN, now) == at("2027-01-01T20:00+01:00")


def test_early_in_january_a_date_of_late_december_has_just_passed() -> None:
    with pytest.raises(PastTime) as refused:
        read("30 dec 20:00", BERLIN, at("2027-01-02T12:00+01:00"))
    assert refused.value.offers == (at("2027-12-30T20:00+01:00"),)


def test_the_day_is_the_one_in_the_named_zone() -> None:
    now = at("2026-11-22T23:30-05:00")
    assert read("today 23:45 America/New_York", BERLIN, now) == at("2026-11-22T23:45-05:00")


def test_times_come_back_in_utc() -> None:
    assert read("friday 8pm", NEW_YORK, NOW).tzinfo is UTC
    assert read("2026-12-01T19:00+02:00", NEW_YORK, NOW) == parse_stamp("2026-12-01T17:00:00.000Z")
