"""Instants in Discord's ids and in our tables."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.clock import DISCORD_EPOCH_MS, parse_stamp, snowflake_time, stamp

MILLISECOND = timedelta(milliseconds=1)
INSTANTS = st.datetimes(timezones=st.just(UTC))


def test_a_snowflake_holds_its_instant() -> None:
    assert snowflake_time("175928847299117063") == datetime(2016, 4, 30, 11, 18, 25, 796000, tzinfo=UTC)
    assert snowflake_time(175928847299117063) == snowflake_time("175928847299117063")
    assert snowflake_time(0) == datetime(2015, 1, 1, tzinfo=UTC)


@given(st.integers(0, 2**42 - 1), st.integers(0, 2**22 - 1))
def test_any_snowflake_gives_back_the_milliseconds_that_it_was_made_from(milliseconds: int, rest: int) -> None:
    moment = snowflake_time(milliseconds << 22 | rest)
    assert (moment - datetime(1970, 1, 1, tzinfo=UTC)) // MILLISECOND == milliseconds + DISCORD_EPOCH_MS


def test_a_stamp_is_utc_of_one_width() -> None:
    assert stamp(datetime(2026, 11, 27, 20, 0, tzinfo=timezone(timedelta(hours=1)))) == "2026-11-27T19:00:00.000Z"
    assert stamp(datetime(2026, 11, 27, 19, 0, 0, 500000, tzinfo=UTC)) == "2026-11-27T19:00:00.500Z"


def test_a_stamp_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        stamp(datetime(2026, 11, 27, 19, 0))  # noqa: DTZ001  the naive instant is what is refused


@given(INSTANTS, INSTANTS)
def test_stamps_sort_as_time_does(one: datetime, other: datetime) -> None:
    one, other = (moment - timedelta(microseconds=moment.microsecond % 1000) for moment in (one, other))
    assert (stamp(one) < stamp(other)) == (one < other)
    assert len(stamp(one)) == len(stamp(other))


@given(INSTANTS)
def test_a_stamp_gives_back_its_instant_to_the_millisecond(moment: datetime) -> None:
    assert timedelta(0) <= moment - parse_stamp(stamp(moment)) < MILLISECOND
    assert parse_stamp(stamp(moment)).tzinfo is UTC


@pytest.mark.parametrize("text", ["", "2026-11-27T19:00:00Z", "2026-11-27T19:00:00.000+0", "2026-13-27T19:00:00.000Z"])
def test_other_text_is_no_stamp(text: str) -> None:
    with pytest.raises(ValueError):
        parse_stamp(text)
