"""Boards, recalculating and exports, through the door."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from typing import Any

import httpx
import pytest

from functions.interactions import worker
from paddock.discord.message import EPHEMERAL
from paddock.discord.request import Button
from paddock.ids import AsyncId, OrganizationId
from paddock.runs.model import Decision, Status
from paddock.scores.asks import AskPicture, FindRow, TurnBoard
from paddock.scores.records import ScoreStore
from paddock.store.table import Session
from tests.scores.furnished import add_entrant, add_entrants, add_players, pars, set_pars
from tests.scores.values import HOUR, a_slot
from tests.support.league import card, labels
from tests.support.qualifier import Qualifier
from tests.support.world import World

FOREIGN = AsyncId("1")


@pytest.fixture
def qualifier(world: World) -> Qualifier:
    """Alice has finished in an hour, bob in an hour and a half, on the one permalink."""
    made = Qualifier(world, pools=1, permalinks=1)
    add_entrant(made, [a_slot()], made.alice.user_id, "alice")
    add_entrant(made, [a_slot(milliseconds=HOUR * 3 // 2)], made.bob.user_id, "bob")
    set_pars(made, p1_1=HOUR * 5 // 4)
    return made


def board(qualifier: Qualifier, person: Any) -> Any:
    return person.slash("async board", {"async": qualifier.id})


def close(qualifier: Qualifier) -> None:
    qualifier.admin.slash("async close", {"async": qualifier.id})
    qualifier.world.drain()


def lines(outcome: Any) -> list[str]:
    text: str = card(outcome)["description"]
    return text.splitlines()


# -- the board -------------------------------------------------------------------------------------


def test_everybody_sees_the_board_once_the_async_is_closed(qualifier: Qualifier) -> None:
    close(qualifier)
    shown = board(qualifier, qualifier.bob)
    assert card(shown)["title"] == "Winter Qualifier: board"
    assert lines(shown)[1:] == [
        "🥇 **105.00** alice",
        "-# 1 finished · 0 forfeited · 0 left · est. 105.00",
        "🥈 **80.00** bob **← you**",
        "-# 1 finished · 0 forfeited · 0 left · est. 80.00",
    ]
    assert shown.message["flags"] == EPHEMERAL


def test_results_that_are_not_to_be_hidden_are_shown_while_it_is_open(world: World) -> None:
    qualifier = Qualifier(world, pools=1, permalinks=1, hide_results=False)
    qualifier.race(qualifier.alice, hours=1)
    assert "alice" in lines(board(qualifier, qualifier.bob))[1]


def test_players_see_their_own_runs_alone_until_it_is_closed(qualifier: Qualifier) -> None:
    shown = board(qualifier, qualifier.bob)
    assert "hidden until it is closed" in shown.said
    assert lines(shown)[-1] == "**Pool A** finished in **1:30:00** · score **80.00**"
    assert "alice" not in str(shown.message)
    assert labels(shown) == []


def test_whoever_has_no_run_reads_no_result_of_a_hidden_async(qualifier: Qualifier) -> None:
    stranger = qualifier.world.add_player(qualifier.server, "carol")
    shown = board(qualifier, stranger)
    assert "You have no runs in it yet" in shown.said
    assert shown.message["embeds"] == []


def test_staff_see_the_board_while_it_is_hidden_from_the_others(qualifier: Qualifier) -> None:
    shown = board(qualifier, qualifier.admin)
    assert "Only staff see this" in shown.said
    assert len(lines(shown)) == 1 + 2 * 2


def test_reviewers_are_staff(world: World, qualifier: Qualifier) -> None:
    reviewers = world.discord.create_role(qualifier.server.id, "reviewers")["id"]
    qualifier.admin.slash("async edit", {"async": qualifier.id, "reviewer_role": reviewers})
    member = world.discord.add_member(qualifier.server.id, username="rita", roles=[reviewers])
    assert "alice" in lines(board(qualifier, world.person(member, qualifier.server)))[1]


def test_a_button_on_a_board_that_is_hidden_again_shows_one_s_own_runs(qualifier: Qualifier) -> None:
    close(qualifier)
    board(qualifier, qualifier.bob)
    qualifier.admin.slash("async open", {"async": qualifier.id})
    shown = qualifier.bob.click("Refresh")
    assert "hidden until it is closed" in shown.said
    assert "alice" not in str(shown.message)


def test_an_async_nobody_has_run_yet_has_an_empty_board(world: World) -> None:
    qualifier = Qualifier(world)
    assert "Nobody has a run that counts yet" in lines(board(qualifier, qualifier.admin))[0]


def test_a_run_that_is_disqualified_or_not_approved_scores_0_on_the_board(world: World) -> None:
    qualifier = Qualifier(world, pools=1, permalinks=1, approved_only=True)
    approved = a_slot(decision=Decision.APPROVED)
    add_entrants(qualifier, [[approved], [a_slot()], [a_slot(status=Status.DISQUALIFIED)]])
    set_pars(qualifier, p1_1=HOUR)
    assert lines(board(qualifier, qualifier.admin))[1:] == [
        "🥇 **100.00** player 0",
        "-# 1 finished · 0 forfeited · 0 left · est. 100.00",
        "`#2` **0.00** player 1",
        "-# 1 finished · 0 forfeited · 0 left",
        "`#2` **0.00** player 2",
        "-# 0 finished · 1 forfeited · 0 left",
    ]


# -- its pages -------------------------------------------------------------------------------------


@pytest.fixture
def crowded(qualifier: Qualifier) -> Qualifier:
    """Closed, with 24 players who were faster than bob and slower than alice."""
    add_entrants(qualifier, ([a_slot(milliseconds=HOUR * 5 // 4 + 1000 * number)] for number in range(24)))
    close(qualifier)
    return qualifier


def test_its_pages_are_turned_and_always_show_one_s_own_row(crowded: Qualifier) -> None:
    bob = crowded.bob
    first = board(crowded, bob)
    assert len(lines(first)) == 1 + 2 * 10 + 3
    assert lines(first)[-2].startswith("`#26` **")
    later = bob.click("Later")
    assert lines(later)[1].startswith("`#11` ")
    assert lines(bob.click("Earlier")) == lines(first)


def test_my_row_goes_to_the_page_that_has_it(crowded: Qualifier) -> None:
    board(crowded, crowded.bob)
    shown = crowded.bob.click("My row")
    assert card(shown)["footer"]["text"] == "Page 3 of 3 · 26 players"
    assert lines(shown)[-2].endswith(" bob **← you**")


def test_refresh_shows_the_board_as_it_is_now(crowded: Qualifier) -> None:
    board(crowded, crowded.bob)
    crowded.bob.click("Later")
    set_pars(crowded, p1_1=2 * HOUR)
    shown = crowded.bob.click("Refresh")
    assert card(shown)["footer"]["text"].startswith("Page 2 of 3")
    assert "**105.00**" in lines(shown)[1]


def test_the_board_of_1000_players_with_15_runs_each_takes_three_requests(world: World) -> None:
    qualifier = Qualifier(world, pools=3, runs_per_pool=5)
    permalinks = [f"{pool}-{number}" for pool in (1, 2, 3) for number in range(1, 6)]
    add_entrants(qualifier, ([a_slot(each, decision=Decision.APPROVED) for each in permalinks] for _ in range(1000)))
    with world.counted() as calls:
        shown = board(qualifier, qualifier.admin)
    assert "1000 players" in card(shown)["footer"]["text"]
    assert len(calls) <= 3
    assert set(calls) == {"BatchGetItem", "Query"}


def test_nobody_is_left_out_of_a_board_of_10_001_players(world: World) -> None:
    qualifier = Qualifier(world, pools=1, permalinks=1)
    add_players(qualifier, 10_001)
    found = ScoreStore(Session(worker.WIRING.database)).standings(
        OrganizationId(qualifier.server.id), AsyncId(qualifier.id), world.now
    )
    assert len(found.entrants) == 10_001


# -- the picture -----------------------------------------------------------------------------------


def test_no_picture_of_hidden_results_is_drawn_for_a_player(qualifier: Qualifier) -> None:
    close(qualifier)
    board(qualifier, qualifier.bob)
    qualifier.admin.slash("async open", {"async": qualifier.id})
    qualifier.world.drain()
    refused = qualifier.bob.click("Picture")
    assert "hidden until the async is closed" in refused.said
    assert qualifier.world.drain() == 0


# -- recalculating ---------------------------------------------------------------------------------


def recalculated(qualifier: Qualifier) -> Any:
    outcome = qualifier.admin.slash("async recalculate", {"async": qualifier.id})
    qualifier.world.drain()
    return outcome


def test_recalculating_repairs_the_pars_and_tells_which(qualifier: Qualifier) -> None:
    right = pars(qualifier)
    set_pars(qualifier, p1_1=HOUR, p1_9=HOUR)
    outcome = recalculated(qualifier)
    assert outcome.said.startswith("**Winter Qualifier**: 2 pars changed.")
    assert [line.partition(" → ")[0] for line in lines(outcome)] == ["`1-1` 1:00:00.000", "`1-9` 1:00:00.000"]
    assert lines(outcome)[1].endswith(" → none")
    assert pars(qualifier) == right


def test_recalculating_what_is_right_changes_nothing_and_says_so(qualifier: Qualifier) -> None:
    before = qualifier.audit()
    said = recalculated(qualifier).said
    assert said.startswith("**Winter Qualifier**: nothing changed. 1 par checked.")
    assert " since <t:" in said
    assert qualifier.audit() == before


@pytest.mark.parametrize("command", ["async recalculate", "async export"])
def test_players_neither_recalculate_nor_export(qualifier: Qualifier, command: str) -> None:
    refused = qualifier.alice.slash(command, {"async": qualifier.id})
    assert "organizers" in refused.said
    assert qualifier.world.drain() == 0


@pytest.mark.parametrize("command", ["async board", "async recalculate", "async export"])
def test_asyncs_are_offered_by_name(qualifier: Qualifier, command: str) -> None:
    offered = qualifier.admin.autocomplete(command, "async", "winter").choices
    assert [each["value"] for each in offered] == [qualifier.id]


# -- the export ------------------------------------------------------------------------------------


@contextmanager
def uploads() -> Iterator[list[httpx.Request]]:
    """What is sent to Discord with files."""
    found: list[httpx.Request] = []
    http = worker.WIRING.http

    def keep(request: httpx.Request) -> None:
        if request.headers.get("content-type", "").startswith("multipart/"):
            found.append(request)

    http.event_hooks = {"request": [keep]}
    try:
        yield found
    finally:
        http.event_hooks = {}


def exported(qualifier: Qualifier) -> tuple[Any, list[dict[str, str]]]:
    """The answer, and the table that came with it."""
    with uploads() as found:
        outcome = qualifier.admin.slash("async export", {"async": qualifier.id})
        qualifier.world.drain()
    (request,) = found
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    form = message_from_bytes(head + request.read(), policy=policy.HTTP)
    (file,) = [part.get_payload(decode=True) for part in form.iter_parts() if part.get_filename()]
    assert isinstance(file, bytes)
    return outcome, list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def test_an_export_has_every_run_of_everybody_in_an_attachment_of_the_private_answer(world: World) -> None:
    qualifier = Qualifier(world, pools=1, permalinks=1)
    qualifier.race(qualifier.bob, hours=1, minutes=30)
    qualifier.race(qualifier.alice, hours=1)
    qualifier.draw(qualifier.world.add_player(qualifier.server, "carol"))
    outcome, table = exported(qualifier)
    assert outcome.said == "**Winter Qualifier**: 3 runs."
    assert outcome.message["flags"] & EPHEMERAL
    assert [each["filename"] for each in outcome.message["attachments"]] == ["winter-qualifier.csv"]
    assert [(each["player"], each["status"], each["time"][:5]) for each in table] == [
        ("alice", "finished", "1:00:"),
        ("bob", "finished", "1:30:"),
        ("carol", "pending", ""),
    ]
    assert [each["score"].partition(".")[0] for each in table] in (["105", "80", ""], ["105", "79", ""])
    assert table[0]["url"] == "https://example.org/pool-a/1"


def test_an_export_before_the_first_run_is_an_empty_table(world: World) -> None:
    outcome, table = exported(Qualifier(world))
    assert (outcome.said, table) == ("**Winter Qualifier**: 0 runs.", [])


# -- who may ask -----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["async board", "async recalculate", "async export"])
def test_another_server_s_async_is_not_found(qualifier: Qualifier, command: str) -> None:
    theirs = Qualifier(qualifier.world, post=False)
    assert "I can't find that async" in theirs.league.forge(command, **{"async": qualifier.id})


@pytest.mark.parametrize(
    "button", [TurnBoard(async_=FOREIGN, page=0), FindRow(async_=FOREIGN), AskPicture(async_=FOREIGN)]
)
def test_a_button_of_an_async_that_is_not_there_finds_none(qualifier: Qualifier, button: Button) -> None:
    assert "I can't find that async" in qualifier.league.press(button.custom_id)


def test_requests_about_a_board_read_twice_at_most_and_write_nothing_but_their_job(crowded: Qualifier) -> None:
    counts: dict[str, list[str]] = {}
    for label in ("async board", "Later", "My row", "Refresh", "Picture"):
        act = crowded.bob.slash if label == "async board" else crowded.bob.click
        options = ({"async": crowded.id},) if label == "async board" else ()
        with crowded.world.counted() as calls:
            act(label, *options)
        counts[label] = calls
    looked = ["BatchGetItem", "Query"]
    assert counts.pop("Picture") == ["BatchGetItem", "TransactWriteItems", "SendMessageBatch"]
    assert counts == dict.fromkeys(counts, looked)
