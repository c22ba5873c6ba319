"""What holds for any text at all, at any time, in any zone."""

import contextlib
import os
import subprocess
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from paddock.clock import (
    AmbiguousTime,
    BadTime,
    PastTime,
    TimeInGap,
    TimeTwice,
    UnknownZone,
    read,
    suggest_zones,
    understood,
    zone,
)
from paddock.clock.wording import label

ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Cairo", "Asia/Tehran"]
).map(ZoneInfo)
NOWS = st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  zone is beside
WORDS = (
    "friday fri next this today tonight tomorrow yesterday noon midnight morning evening at on in the of and ago h m "
    "hours minutes days week am pm 8 8pm 20 20:00 7:30 02:30 25:00 20h 1h30 31 29 feb mar march december 5th 2027 2026 "
    "03/04 12/25 25.10. 2026-10-25 2027-03-28 utc est ist +02:00 utc+2 europe/berlin berlin <t:1796151600> T Z , . - "
    "morgen uhr freitag vendredi mañana à 3 stunden so do"
)
PHRASES = st.lists(st.sampled_from(WORDS.split()), max_size=6).map(" ".join)
TEXTS = st.one_of(st.text(max_size=120), PHRASES, st.text("0123456789:/.-+ tzhmap", max_size=20))


def read_or_refusal(text: str, zone: ZoneInfo, now: datetime) -> datetime | BadTime:
    try:
        return read(text, zone, now)
    except BadTime as refusal:
        return refusal


@given(TEXTS, ZONES, NOWS)
@settings(max_examples=600, deadline=None)
def test_reading_gives_an_instant_ahead_or_one_of_its_refusals(text: str, zone: ZoneInfo, now: datetime) -> None:
    outcome = read_or_refusal(text, zone, now)
    if isinstance(outcome, BadTime):
        assert 0 < len(outcome.text) < 400
    else:
        assert outcome >= now
        assert outcome.tzinfo is UTC


@given(TEXTS, ZONES, NOWS)
@example("yesterday 1pm EST", ZoneInfo("UTC"), datetime(2024, 4, 1, tzinfo=UTC))
@settings(max_examples=600, deadline=None)
def test_every_choice_reads_back_to_the_instant_that_it_shows(text: str, zone: ZoneInfo, now: datetime) -> None:
    choices = understood(text, zone, now)
    assert len(choices) <= 5
    assert len(dict(choices)) <= len({value for _, value in choices}) == len(choices)
    for shown, value in choices:
        assert 1 <= len(shown) <= 100
        assert 1 <= len(value) <= 100
        if value != text:
            assert shown.endswith(label(read(value, zone, now), zone, now))


@given(PHRASES, ZONES, NOWS)
@settings(max_examples=400, deadline=None)
def test_every_time_that_a_refusal_says_to_type_can_be_typed(text: str, zone: ZoneInfo, now: datetime) -> None:
    outcome = read_or_refusal(text, zone, now)
    if isinstance(outcome, (AmbiguousTime, PastTime, TimeInGap, TimeTwice)) and outcome.offers:
        to_type = outcome.text.split("`")[1::2][-len(outcome.offers) :]
        assert [read(typed, zone, now) for typed in to_type] == list(outcome.offers)


@given(TEXTS)
@settings(deadline=None)
def test_any_text_is_a_zone_or_refused(text: str) -> None:
    assert len(suggest_zones(text)) <= 25
    with contextlib.suppress(UnknownZone):
        assert zone(text).key


def printed(program: str) -> str:
    """By a fresh interpreter."""
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", program], env=paths, capture_output=True, text=True, check=True)
    return done.stdout


def test_importing_the_clock_loads_no_heavy_library() -> None:
    loaded = printed("import sys, paddock.clock; print(*{name.partition('.')[0] for name in sys.modules})").split()
    assert "paddock" in loaded
    assert not {"dateparser", "pydantic", "boto3", "httpx", "regex", "pytz"} & set(loaded)


def test_reading_plain_english_loads_no_dateparser() -> None:
    program = (
        "import sys; from datetime import *; from paddock.clock import *;"
        "print(read('friday 8pm', zone('berlin'), datetime(2026, 11, 22, tzinfo=UTC)), 'dateparser' in sys.modules)"
    )
    assert printed(program) == "2026-11-27 19:00:00+00:00 False\n"
