"""The table of an async's runs, as a spreadsheet reads it."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.ids import PermalinkId, RunId, UserId
from paddock.runs.model import Decision, Review, Run, Status, Voided
from paddock.scores.sheet import COLUMNS, sheet
from tests.scores.values import HOUR, a_run, an_async
from tests.support.values import HOSTILE, NOW

PARS = {PermalinkId("1-1"): HOUR}
FREE_TEXT = ("name", "pool_name", "url", "vod", "notes", "flag", "disqualified")


def read(*runs: Run, **options: Any) -> list[dict[str, str]]:
    """As a program that knows CSV has it."""
    text = sheet(an_async(**options), runs, PARS).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def only(run: Run, **options: Any) -> dict[str, str]:
    (found,) = read(run, **options)
    return found


def finished(**changes: Any) -> Run:
    times = {"started": NOW + timedelta(minutes=5), "ended": NOW + timedelta(hours=2)}
    return a_run(**{"status": Status.FINISHED, "milliseconds": HOUR * 3 // 2, **times, **changes})


def test_a_finished_run_is_told_with_its_times_score_and_par() -> None:
    found = only(finished(original=HOUR, vod="https://example.org/vod", notes="long", flag="look"))
    assert {name: value for name, value in found.items() if value} == {
        "player": "alice",
        "player id": "'11",
        "run": "'700",
        "pool": "Pool 1",
        "permalink": "1-1",
        "url": "https://example.org/1",
        "status": "finished",
        "opened (UTC)": "2037-11-23 12:00:00",
        "started (UTC)": "2037-11-23 12:05:00",
        "ended (UTC)": "2037-11-23 14:00:00",
        "time": "1:30:00.000",
        "original time": "1:00:00.000",
        "score": "50.000000",
        "par": "1:00:00.000",
        "VOD": "https://example.org/vod",
        "notes": "long",
        "flag": "look",
    }


def test_a_run_that_timed_out_is_told_apart_from_a_chosen_forfeit() -> None:
    forfeits = read(a_run(status=Status.FORFEIT, timed_out=True), a_run(status=Status.FORFEIT))
    assert [(each["status"], each["timed out"], each["score"]) for each in forfeits] == [
        ("forfeit", "yes", "0.000000"),
        ("forfeit", "", "0.000000"),
    ]


@pytest.mark.parametrize(("granted", "told"), [(False, "yes"), (True, "granted")])
def test_a_voided_run_keeps_its_time_and_has_no_score(granted: bool, told: str) -> None:
    voided = Voided(by=UserId("13"), at=NOW, reason="wrong seed", granted=granted)
    found = only(finished(voided=voided))
    assert (found["voided"], found["void reason"], found["time"], found["score"]) == (
        told,
        "wrong seed",
        "1:30:00.000",
        "",
    )


def test_a_review_is_told_with_its_reviewer_and_reason() -> None:
    review = Review(decision=Decision.REJECTED, by=UserId("13"), at=NOW, reason="no VOD")
    found = only(finished(review=review), approved_only=True)
    assert (found["review"], found["reviewer"], found["review reason"], found["score"]) == (
        "rejected",
        "13",
        "no VOD",
        "",
    )


def test_a_disqualified_run_says_why() -> None:
    found = only(a_run(status=Status.DISQUALIFIED, disqualified="used a map"))
    assert (found["status"], found["disqualified"]) == ("disqualified", "used a map")


def test_each_run_is_one_line_in_the_order_given() -> None:
    assert [each["player"] for each in read(a_run(name="bob"), a_run(name="alice"))] == ["bob", "alice"]


def test_an_async_without_runs_gives_the_head_alone() -> None:
    assert sheet(an_async(), [], PARS).decode("utf-8-sig") == ",".join(COLUMNS) + "\r\n"


# -- what spreadsheets make of it ------------------------------------------------------------------


def test_it_begins_with_the_mark_by_which_spreadsheets_know_utf_8() -> None:
    assert sheet(an_async(), [a_run(name="Åse")], PARS).startswith(b"\xef\xbb\xbf")
    assert only(a_run(name="Åse 🏁"))["player"] == "Åse 🏁"


@pytest.mark.parametrize("begun", ["=", "+", "-", "@", "\t", "\r"])
@pytest.mark.parametrize("column", FREE_TEXT)
def test_no_cell_that_somebody_typed_is_run_as_a_formula(begun: str, column: str) -> None:
    typed = f"{begun}HYPERLINK(1)"
    assert f"'{typed}" in only(a_run(**{column: typed})).values()


def test_no_digit_of_an_id_is_lost_to_a_spreadsheet_s_numbers() -> None:
    found = only(a_run(id=RunId("1574394085198790657"), user=UserId("1574394084854857728")))
    assert (found["run"], found["player id"]) == ("'1574394085198790657", "'1574394084854857728")


def test_commas_quotes_and_line_breaks_stay_in_their_cell() -> None:
    notes = 'first, "quoted"\nsecond\r\nthird'
    assert only(a_run(notes=notes))["notes"] == notes


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_somebody_typed_is_kept_whole(typed: str) -> None:
    assert only(a_run(notes=typed))["notes"].removeprefix("'") == typed


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=3))
def test_every_run_stays_a_line_of_its_own_and_no_cell_begins_a_formula(notes: list[str]) -> None:
    found = read(*(a_run(notes=each, flag=each) for each in notes))
    assert len(found) == len(notes)
    assert all(list(each) == list(COLUMNS) for each in found)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for each in found for cell in each.values())
