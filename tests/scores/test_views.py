"""How boards and scores are shown."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.discord.message import Message
from paddock.ids import UserId
from paddock.runs.model import Decision, Status
from paddock.scores import views
from paddock.scores.model import Row
from paddock.scores.rules import HIGHEST, POINT
from paddock.scores.views import PAGE
from tests.scores.values import HOUR, a_slot, an_async, an_entrant, some_pars, some_pools
from tests.support.values import HOSTILE, NOW

ME = UserId("11")
MARKUP = re.compile(r"(?<!\\)(<@11>|<#33>|\*\*bold|\[click\]|@everyone|\|\|spoiler|```)")
"""Of the hostile names, as Discord would render it."""


def a_row(**changes: Any) -> Row:
    usual = {"rank": 1, "user": UserId("12"), "name": "bob", "score": 98_765_432, "estimate": 101 * POINT}
    return Row(**{**usual, "finished": 2, "forfeited": 1, "left": 3, **changes})


def many(count: int, mine: int = -1) -> list[Row]:
    users = [ME if at == mine else UserId(str(100 + at)) for at in range(count)]
    return [a_row(rank=at + 1, user=user, name=f"player {at}") for at, user in enumerate(users)]


def shown(rows: list[Row], page: int = 0, is_hidden: bool = False) -> Message:
    return views.shown(an_async(), rows, ME, page, is_hidden)


def lines(message: Message) -> tuple[str, ...]:
    assert message.card
    return message.card.lines


def footer(message: Message) -> str:
    assert message.card
    return message.card.footer


def labels(message: Message) -> list[tuple[str, bool]]:
    """With whether it can be pressed."""
    rows = message.payload()["components"]
    return [(each["label"], "disabled" not in each) for row in rows for each in row["components"]]


# -- a line ----------------------------------------------------------------------------------------


def test_two_lines_tell_rank_score_and_player_then_counts_and_estimate() -> None:
    assert views.lines_of(a_row(rank=4), ME) == (
        "`#4` **98.77** bob",
        "-# 2 finished · 1 forfeited · 3 left · est. 101.00",
    )


@pytest.mark.parametrize(("rank", "shown"), [(1, "🥇"), (2, "🥈"), (3, "🥉"), (4, "`#4`")])
def test_the_first_three_ranks_have_medals_shared_ones_too(rank: int, shown: str) -> None:
    assert views.lines_of(a_row(rank=rank), ME)[0].split(" ")[0] == shown


def test_nobody_has_a_medal_for_nothing() -> None:
    assert views.lines_of(a_row(rank=1, score=0), ME)[0] == "`#1` **0.00** bob"


def test_without_a_scored_run_there_is_no_estimate() -> None:
    assert views.lines_of(a_row(estimate=None), ME)[1] == "-# 2 finished · 1 forfeited · 3 left"


def test_one_s_own_row_is_marked() -> None:
    assert views.lines_of(a_row(user=ME), ME)[0].endswith("← you**")
    assert "you" not in "".join(views.lines_of(a_row(), ME))


@pytest.mark.parametrize(
    ("pools", "runs", "told"),
    [(1, 1, "1 run in 1 pool"), (2, 1, "1 run in each of 2 pools"), (3, 5, "5 runs in each of 3 pools")],
)
def test_the_first_line_says_what_a_score_and_an_estimate_are(pools: int, runs: int, told: str) -> None:
    async_ = an_async(pools=some_pools(pools), runs_per_pool=runs)
    assert lines(views.shown(async_, [a_row()], ME, 0, False))[0] == (
        f"-# Score: the mean of {told}, what is left counts 0. Est.: the mean of the scored finishes."
    )


@pytest.mark.parametrize(
    ("score", "shown"),
    [(0, "0.00"), (HIGHEST, "105.00"), (99_994_999, "99.99"), (99_995_000, "100.00"), (1_230_000, "1.23")],
)
def test_scores_have_two_decimals(score: int, shown: str) -> None:
    assert views.points(score) == shown


@pytest.mark.parametrize("name", HOSTILE)
def test_a_board_of_hostile_names_fits_and_shows_them_as_they_are(name: str) -> None:
    rows = [a_row(rank=at + 1, name=name, user=UserId(str(100 + at))) for at in range(PAGE)]
    (embed,) = shown(rows).payload()["embeds"]
    assert "more lines" not in embed["description"]
    assert MARKUP.search(embed["description"]) is None


# -- a page ----------------------------------------------------------------------------------------


def test_a_board_of_one_page_has_no_other_pages() -> None:
    message = shown(many(PAGE))
    assert len(lines(message)) == 1 + 2 * PAGE
    assert labels(message) == [("Refresh", True), ("Picture", True)]
    assert footer(message) == "10 players"


def test_ten_players_stand_on_a_page() -> None:
    message = shown(many(PAGE + 2), page=1)
    assert lines(message)[1::2] == ("`#11` **98.77** player 10", "`#12` **98.77** player 11")
    assert footer(message) == "Page 2 of 2 · 12 players"


def test_the_first_page_has_none_before_it_and_the_last_none_after() -> None:
    first, last = shown(many(PAGE + 1, mine=0)), shown(many(PAGE + 1, mine=0), page=1)
    assert labels(first)[:3] == [("Earlier", False), ("Later", True), ("My row", True)]
    assert labels(last)[:3] == [("Earlier", True), ("Later", False), ("My row", True)]


@pytest.mark.parametrize(("page", "first"), [(-5, 0), (99, 20)])
def test_a_page_that_is_not_there_any_more_is_the_nearest(page: int, first: int) -> None:
    assert lines(shown(many(25), page))[1].endswith(f" player {first}")


def test_one_s_own_row_stands_below_a_page_that_it_is_not_on() -> None:
    message = shown(many(25, mine=12))
    assert len(lines(message)) == 1 + 2 * PAGE + 3
    assert lines(message)[-3:-1] == ("…", "`#13` **98.77** player 12 **← you**")
    assert len(lines(shown(many(25, mine=12), page=1))) == 1 + 2 * PAGE


def test_without_a_row_there_is_none_to_go_to() -> None:
    message = shown(many(25))
    assert len(lines(message)) == 1 + 2 * PAGE
    assert ("My row", False) in labels(message)


@given(st.integers(1, 45), st.integers(0, 44))
def test_the_page_of_a_row_shows_it(count: int, mine: int) -> None:
    rows = many(count, mine % count)
    told = lines(shown(rows, views.page_of(ME, rows)))
    assert any(line.endswith("← you**") for line in told)
    assert "…" not in told


@pytest.mark.parametrize("page", [-1, 0, 1, 2, 3, 99])
def test_no_two_buttons_of_a_page_are_the_same(page: int) -> None:
    """Discord takes no message with two: a board may have become shorter since the button was drawn."""
    buttons = [each for row in shown(many(25), page).payload()["components"] for each in row["components"]]
    assert len({each["custom_id"] for each in buttons}) == len(buttons) == 5


def test_an_empty_board_says_where_runs_are_started() -> None:
    message = shown([])
    assert lines(message) == ("Nobody has a run that counts yet. Runs are started in <#600>.",)
    assert labels(message) == [("Refresh", True), ("Picture", False)]


def test_staff_read_that_players_do_not_see_it_yet() -> None:
    assert shown(many(1), is_hidden=True).text == "Only staff see this until the async is closed."
    assert shown(many(1)).text == ""


# -- one's own runs --------------------------------------------------------------------------------


def test_of_a_hidden_async_players_see_their_own_runs_with_their_scores() -> None:
    slots = (
        a_slot("1-1", milliseconds=HOUR * 3 // 2, voided=True),
        a_slot("1-2", milliseconds=HOUR * 3 // 2),
        a_slot("2-1", Status.IN_PROGRESS),
    )
    message = views.own_runs(an_async(), an_entrant(*slots), some_pars(p1_1=HOUR, p1_2=HOUR))
    assert "hidden until it is closed" in message.text
    assert lines(message) == (
        "-# Score: the mean of 1 run in each of 2 pools, what is left counts 0. Est.: the mean of the scored finishes.",
        "Your score so far: **25.00**",
        "-# 1 finished · 0 forfeited · 1 left · est. 50.00",
        "",
        "**Pool 1** voided",
        "**Pool 1** finished in **1:30:00** · score **50.00**",
        "**Pool 2** in progress",
    )


def test_however_many_runs_there_are_the_score_is_not_cut() -> None:
    slots = [a_slot("1-1", milliseconds=HOUR) for _ in range(200)]
    (embed,) = views.own_runs(an_async(), an_entrant(*slots), some_pars(p1_1=HOUR)).payload()["embeds"]
    assert "more lines" in embed["description"]
    assert "Your score so far" in embed["description"]


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Status.PENDING, "not started yet"),
        (Status.FORFEIT, "forfeit · score **0.00**"),
        (Status.DISQUALIFIED, "disqualified · score **0.00**"),
        (Status.FINISHED, "finished in **1:00:00** · no score yet"),
    ],
)
def test_each_of_one_s_own_runs_says_how_it_stands(status: Status, told: str) -> None:
    message = views.own_runs(an_async(), an_entrant(a_slot(status=status)), some_pars())
    assert lines(message)[-1] == f"**Pool 1** {told}"


@pytest.mark.parametrize(
    ("decision", "told"),
    [(None, "waits for review"), (Decision.REJECTED, "rejected"), (Decision.APPROVED, "score **100.00**")],
)
def test_where_only_approved_runs_count_each_says_how_its_review_stands(decision: Decision | None, told: str) -> None:
    entrant = an_entrant(a_slot(decision=decision))
    message = views.own_runs(an_async(approved_only=True), entrant, some_pars(p1_1=HOUR))
    assert lines(message)[-1] == f"**Pool 1** finished in **1:00:00** · {told}"


@pytest.mark.parametrize("decision", Decision)
def test_where_all_finished_runs_count_a_review_is_told_beside_the_score(decision: Decision) -> None:
    message = views.own_runs(an_async(), an_entrant(a_slot(decision=decision)), some_pars(p1_1=HOUR))
    assert lines(message)[-1].endswith(f"· score **100.00** · {decision} by a reviewer")


def test_whoever_has_no_run_in_a_hidden_async_reads_where_to_start_one() -> None:
    message = views.own_runs(an_async(), an_entrant(), some_pars())
    assert message.card is None
    assert "You have no runs in it yet; they are started in <#600>." in message.text


# -- for organizers --------------------------------------------------------------------------------


def test_recalculating_tells_each_par_that_changed_from_what_to_what() -> None:
    message = views.recalculated(an_async(), some_pars(p1_1=HOUR, p1_2=HOUR), some_pars(p1_2=HOUR, p2_1=HOUR + 1))
    assert message.text == "**Winter Qualifier**: 2 pars changed. 2 pars checked."
    assert lines(message) == (
        "`1-1` 1:00:00.000 → none",
        "`2-1` none → 1:00:00.001",
        f"`1-2` 1:00:00.000 since <t:{int(NOW.timestamp())}:f>",
    )


def test_recalculating_what_is_right_says_that_nothing_changed_and_since_when_each_par_holds() -> None:
    message = views.recalculated(an_async(), some_pars(p1_1=HOUR), some_pars(p1_1=HOUR))
    assert message.text == "**Winter Qualifier**: nothing changed. 1 par checked."
    assert lines(message) == (f"`1-1` 1:00:00.000 since <t:{int(NOW.timestamp())}:f>",)


def test_recalculating_an_async_without_pars_shows_none() -> None:
    message = views.recalculated(an_async(), some_pars(), some_pars())
    assert message == Message("**Winter Qualifier**: nothing changed. 0 pars checked.")
