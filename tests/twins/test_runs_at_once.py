"""A run's clicks at the same moment: one of them counts, and nobody sees a second permalink."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from paddock.store.item import Table
from tests.support.qualifier import Qualifier, Racer
from tests.support.world import World
from tests.twins.together import COMMIT, all_read_before_any_writes, just_before, together

BUTTON, PRESSED = 2, 3
TWENTY = 20


@pytest.fixture
def qualifier(world: World) -> Qualifier:
    return Qualifier(world, permalinks=20, runs_per_pool=10)


def clicks(player: Any, message: dict[str, Any], label: str, count: int = TWENTY) -> list[Callable[[], str]]:
    """So many from a client that has not heard of any answer yet; what each is answered."""
    found = [each for row in message["components"] for each in row["components"]]
    (button,) = [each for each in found if each.get("label") == label]
    return [lambda: _click(player, message, button) for _ in range(count)]


def _click(player: Any, message: dict[str, Any], button: dict[str, Any]) -> str:
    data = {"component_type": BUTTON, "custom_id": button["custom_id"], "id": button["id"]}
    where = {"guild_id": player.guild_id, "channel_id": player.channel_id, "message_id": message["id"]}
    sent = player.control.open_interaction(PRESSED, player.user_id, resolve_ids=[], data=data, deadline=9.0, **where)
    status, headers, text, elapsed = player.deliver(json.dumps(sent))
    player.control.close_interaction(sent["id"], status, headers.get("content-type"), text, elapsed)
    assert status == 200
    answer = json.loads(text)["data"]
    return str(answer["content"] or answer["embeds"])


def chosen(qualifier: Qualifier, player: Any) -> dict[str, Any]:
    """The panel, ready to be confirmed."""
    qualifier.press_start(player)
    panel: dict[str, Any] = player.at(qualifier.channel).select(["Pool A"], "Pool").message
    return panel


def lines(world: World, action: str) -> int:
    return sum(each["action"] == action for each in world.documents(Table.AUDIT))


# -- Confirm -------------------------------------------------------------------------------------


@pytest.mark.parametrize("gated", [True, False], ids=["all read first", "as it comes"])
def test_twenty_confirms_of_one_player_give_one_run_and_reveal_one_permalink(qualifier: Qualifier, gated: bool) -> None:
    world, player = qualifier.world, qualifier.alice.at(qualifier.channel)
    sent = clicks(player, chosen(qualifier, qualifier.alice), "Confirm")
    if gated:
        with all_read_before_any_writes(world, TWENTY):
            answers = together(*sent)
    else:
        answers = together(*sent)
    world.drain()
    (run,) = qualifier.runs
    (entrant,) = qualifier.entrants
    assert [slot[0] for slot in entrant["slots"]] == [run["id"]]
    assert [each["tally"] for each in world.documents(Table.RECORDS, "DRAWN")] == [1]
    assert lines(world, "run.opened") == 1
    assert {"is drawn" in each for each in answers} == {True}
    (thread,) = world.discord.threads(qualifier.channel)
    (card,) = [each for each in world.discord.messages(thread["id"]) if "ephemeral_to" not in each]
    assert run["url"] in str(card["embeds"])


def test_twenty_players_at_once_each_get_a_run(qualifier: Qualifier) -> None:
    players = [qualifier.world.add_player(qualifier.server, f"player{number}") for number in range(TWENTY)]
    sent = []
    for player in players:
        sent += clicks(player.at(qualifier.channel), chosen(qualifier, player), "Confirm", count=1)
    together(*sent)
    qualifier.world.drain()
    assert sorted(each["user"] for each in qualifier.runs) == sorted(each.user_id for each in players)
    assert len({each["thread"] for each in qualifier.runs}) == TWENTY
    assert sum(each["tally"] for each in qualifier.world.documents(Table.RECORDS, "DRAWN")) == TWENTY


def test_confirms_in_two_pools_at_once_give_one_run(qualifier: Qualifier) -> None:
    player = qualifier.alice.at(qualifier.channel)
    sent = []
    for pool in ("Pool A", "Pool B"):
        shown = qualifier.press_start(qualifier.alice).message
        sent += clicks(player, player.select([pool], "Pool", message=shown).message, "Confirm", count=1)
    with all_read_before_any_writes(qualifier.world, 2):
        together(*sent)
    assert len(qualifier.runs) == 1


def close(qualifier: Qualifier) -> None:
    qualifier.admin.slash("async close", {"async": qualifier.id})


def archive_pool(qualifier: Qualifier) -> None:
    qualifier.admin.slash("async remove", {"async": qualifier.id, "pool": "Pool A"})


def empty_pool(qualifier: Qualifier) -> None:
    for number in range(20):
        taken = {"async": qualifier.id, "pool": "Pool A", "permalink": f"1-{number + 1}"}
        qualifier.admin.slash("async remove", taken)


@pytest.mark.parametrize(
    ("meanwhile", "told"),
    [(close, "is closed"), (archive_pool, "That pool is gone"), (empty_pool, "not seen yet")],
)
def test_what_the_staff_take_away_while_somebody_confirms_is_not_drawn(
    qualifier: Qualifier, meanwhile: Callable[[Qualifier], None], told: str
) -> None:
    (confirm,) = clicks(qualifier.alice.at(qualifier.channel), chosen(qualifier, qualifier.alice), "Confirm", count=1)
    with just_before(qualifier.world, COMMIT, lambda: meanwhile(qualifier)):
        answer = confirm()
    assert told in answer
    assert qualifier.runs == []


def test_a_permalink_that_is_taken_out_while_somebody_confirms_is_not_revealed(world: World) -> None:
    qualifier = Qualifier(world, permalinks=2)
    (confirm,) = clicks(qualifier.alice.at(qualifier.channel), chosen(qualifier, qualifier.alice), "Confirm", count=1)
    taken = {"async": qualifier.id, "pool": "Pool A", "permalink": "1-1"}
    with just_before(world, COMMIT, lambda: qualifier.admin.slash("async remove", taken)):
        confirm()
    assert [each["permalink"] for each in qualifier.runs] == ["1-2"]


# -- Ready, Finish, Forfeit ----------------------------------------------------------------------


@pytest.mark.parametrize("gated", [True, False], ids=["all read first", "as it comes"])
def test_of_twenty_readies_one_starts_the_clock(qualifier: Qualifier, gated: bool) -> None:
    world, racer = qualifier.world, qualifier.draw(qualifier.alice)
    sent = clicks(racer.player.at(racer.thread), racer.card, "Ready")
    if gated:
        with all_read_before_any_writes(world, TWENTY):
            answers = together(*sent)
    else:
        answers = together(*sent)
    assert sum("Get ready!" in each for each in answers) == 1
    assert sum("in progress" in each for each in answers) == TWENTY - 1
    assert lines(world, "run.started") == 1
    world.drain()
    assert racer.run["status"] == "in_progress"


def running(qualifier: Qualifier) -> Racer:
    racer = qualifier.draw(qualifier.alice)
    racer.ready()
    qualifier.world.pass_time(minutes=5)
    return racer


def test_of_twenty_finishes_one_counts_and_is_told_once(qualifier: Qualifier) -> None:
    racer = running(qualifier)
    with all_read_before_any_writes(qualifier.world, TWENTY):
        answers = together(*clicks(racer.player.at(racer.thread), racer.card, "Finish"))
    qualifier.world.drain()
    assert sum("**Finished**" in each for each in answers) == 1
    assert sum(each == "This run is finished." for each in answers) == TWENTY - 1
    assert lines(qualifier.world, "run.finished") == len(racer.lines) == 1


def test_of_a_finish_and_a_forfeit_at_once_one_wins_and_the_other_reads_why(qualifier: Qualifier) -> None:
    racer = running(qualifier)
    player = racer.player.at(racer.thread)
    question = racer.press("Forfeit").message
    finish = clicks(player, racer.card, "Finish", count=1)
    forfeit = clicks(player, question, "Confirm Forfeit", count=1)
    with all_read_before_any_writes(qualifier.world, 2):
        answers = together(*finish, *forfeit)
    qualifier.world.drain()
    status = racer.run["status"]
    lost = answers[1] if status == "finished" else answers[0]
    assert lost == {"finished": "This run is finished.", "forfeit": "This run was forfeited."}[status]
    assert len(racer.lines) == 1
