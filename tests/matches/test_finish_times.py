"""How long somebody took, as people type it and as it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.matches import finish_times
from tests.support.values import HOSTILE


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("1:23:45", 5025),
        ("01:23:45", 5025),
        ("83:45", 5025),
        ("23:45", 1425),
        (" 0:07 ", 7),
        ("99:59:59", 359_999),
        ("5999:59", 359_999),
    ],
)
def test_hours_minutes_and_seconds_are_read(typed: str, seconds: int) -> None:
    assert finish_times.read(typed, "time") == seconds


@pytest.mark.parametrize("typed", ["dnf", "DNF", " Dnf "])
def test_whoever_did_not_finish_has_no_time(typed: str) -> None:
    assert finish_times.read(typed, "time") is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1:60:00",
        "1:00:60",
        "23:60",
        "0:00",
        "0:00:00",
        "6000:00",
        "100:00:00",
        "-1:00",
        "1:2:3",
        "1.23.45",
        "1:23:45.6",
        "90",
        "1h23m",
        "١:٢٣:٤٥",
        "1:23:45\n1:00:00",
        *HOSTILE,
    ],
)
def test_what_is_no_time_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(finish_times.NoTime, match=r"`second_time`.*`1:23:45`"):
        finish_times.read(typed, "second_time")


@given(st.text())
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    try:
        seconds = finish_times.read(typed, "time")
    except finish_times.NoTime:
        return
    assert seconds is None or 0 < seconds <= finish_times.MOST_SECONDS


@given(st.integers(1, finish_times.MOST_SECONDS))
def test_what_is_shown_reads_back(seconds: int) -> None:
    assert finish_times.read(finish_times.written(seconds), "time") == seconds
