"""From the async's post to a run: the panel, its gates, and one run for one player."""

import json
import re
from typing import Any

import pytest
from fake_discord import ClientRefused

from paddock.discord.message import EPHEMERAL
from paddock.store.item import Table
from tests.support.league import card, labels
from tests.support.qualifier import Qualifier
from tests.support.world import World

CONFIRM = "run.confirm:{id}:{until}:1"


@pytest.fixture
def qualifier(world: World) -> Qualifier:
    return Qualifier(world)


def start(qualifier: Qualifier, player: Any = None) -> Any:
    return qualifier.press_start(player or qualifier.alice)


def here(qualifier: Qualifier, player: Any = None) -> Any:
    return (player or qualifier.alice).at(qualifier.channel)


def pick(qualifier: Qualifier, pool: str = "Pool A") -> Any:
    return here(qualifier).select([pool], "Pool")


def until(qualifier: Qualifier) -> int:
    return int(qualifier.world.now.timestamp()) + 60


def lines(outcome: Any) -> str:
    return str(card(outcome)["description"])


# -- the panel -----------------------------------------------------------------------------------


def test_the_panel_is_for_the_player_alone_and_offers_the_pools(qualifier: Qualifier) -> None:
    outcome = start(qualifier)
    assert outcome.ephemeral
    menu, *buttons = [each for row in outcome.message["components"] for each in row["components"]]
    assert menu["placeholder"] == "Pool"
    assert [each["label"] for each in menu["options"]] == ["Pool A", "Pool B"]
    assert [each["label"] for each in buttons] == ["Confirm", "Cancel"]


@pytest.mark.parametrize(("options", "minutes"), [({}, 20), ({"start_minutes": 45, "warning_minutes": 5}, 45)])
def test_the_panel_warns_with_the_true_number_of_minutes(world: World, options: dict[str, Any], minutes: int) -> None:
    assert f"**{minutes} minutes** to press `Ready`" in lines(start(Qualifier(world, **options)))


def test_confirm_waits_for_a_pool(qualifier: Qualifier) -> None:
    start(qualifier)
    with pytest.raises(ClientRefused, match="disabled"):
        here(qualifier).click("Confirm")
    pick(qualifier)
    assert here(qualifier).click("Confirm").said


def test_the_only_pool_is_chosen_already(world: World) -> None:
    qualifier = Qualifier(world, pools=1)
    start(qualifier)
    here(qualifier).click("Confirm")
    assert len(qualifier.runs) == 1


def test_the_pool_can_be_changed_until_it_is_confirmed(qualifier: Qualifier) -> None:
    start(qualifier)
    pick(qualifier, "Pool A")
    pick(qualifier, "Pool B")
    here(qualifier).click("Confirm")
    assert [each["pool_name"] for each in qualifier.runs] == ["Pool B"]


def test_cancel_starts_nothing_and_takes_the_buttons_away(qualifier: Qualifier) -> None:
    start(qualifier)
    outcome = here(qualifier).click("Cancel")
    assert outcome.said == "Nothing was started."
    assert outcome.message["components"] == []
    assert qualifier.runs == []


def test_the_panel_reveals_no_permalink(qualifier: Qualifier) -> None:
    outcome = start(qualifier)
    assert "example.org" not in json.dumps(outcome.message)


# -- sixty seconds -------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "is_open"), [(59, True), (62, False)])
def test_a_pool_is_picked_within_sixty_seconds(qualifier: Qualifier, seconds: int, is_open: bool) -> None:
    start(qualifier)
    qualifier.world.discord.advance(seconds)
    assert ("more than a minute ago" in pick(qualifier).said) is not is_open


@pytest.mark.parametrize(("seconds", "is_open"), [(59, True), (62, False)])
def test_confirm_works_for_sixty_seconds_from_the_first_click(
    qualifier: Qualifier, seconds: int, is_open: bool
) -> None:
    start(qualifier)
    pick(qualifier)
    qualifier.world.discord.advance(seconds)
    said = here(qualifier).click("Confirm").said
    assert (len(qualifier.runs), "more than a minute ago" in said) == ((1, False) if is_open else (0, True))


# -- every gate, on every click ------------------------------------------------------------------


def close(qualifier: Qualifier) -> None:
    qualifier.admin.slash("async close", {"async": qualifier.id})


def open_later(qualifier: Qualifier) -> None:
    qualifier.admin.slash("async edit", {"async": qualifier.id, "opens": "in 3 hours"})


def end_window(qualifier: Qualifier) -> None:
    qualifier.world.discord.advance(35)


def ask_for_old_accounts(qualifier: Qualifier) -> None:
    qualifier.admin.slash("async edit", {"async": qualifier.id, "account_days": 30})


def use_up_permalinks(qualifier: Qualifier) -> None:
    """All but what is archived has been seen."""
    for pool in ("Pool A", "Pool B"):
        for number in (1, 2, 3):
            permalink = f"{qualifier.pools.index(pool) + 1}-{number}"
            qualifier.admin.slash("async remove", {"async": qualifier.id, "pool": pool, "permalink": permalink})


def archive_pools(qualifier: Qualifier) -> None:
    for pool in ("Pool A", "Pool B"):
        qualifier.admin.slash("async remove", {"async": qualifier.id, "pool": pool})


def move_away(qualifier: Qualifier) -> None:
    other = qualifier.world.discord.create_channel(qualifier.server.id, "elsewhere")["id"]
    qualifier.admin.slash("async edit", {"async": qualifier.id, "channel": other})


GATES = {
    "another channel": (move_away, "This channel has no async"),
    "closed": (close, "This async is closed"),
    "not open yet": (open_later, "This async opens"),
    "over": (end_window, "This async closed"),
    "too young": (ask_for_old_accounts, "at least 30 days old"),
    "no permalinks": (use_up_permalinks, "you have not seen yet"),
    "no pools": (archive_pools, ("has no pools yet", "That pool is gone")),
}


@pytest.mark.parametrize(("shut", "told"), GATES.values(), ids=GATES)
@pytest.mark.parametrize("click", ["start", "pick", "confirm"])
def test_every_gate_is_checked_on_every_click(qualifier: Qualifier, click: str, shut: Any, told: Any) -> None:
    post = qualifier.start_button
    if shut is end_window:
        qualifier.admin.slash("async edit", {"async": qualifier.id, "closes": "in 1 minute"})
        qualifier.world.discord.advance(30)
    if click != "start":
        start(qualifier)
    if click == "confirm":
        pick(qualifier)
    shut(qualifier)
    player = here(qualifier)
    clicks = {
        "start": lambda: player.click("Start New Async Run", message=post),
        "pick": lambda: pick(qualifier),
        "confirm": lambda: player.click("Confirm"),
    }
    said = clicks[click]().said
    assert any(each in said for each in ([told] if isinstance(told, str) else told))
    assert qualifier.runs == []


def test_whoever_has_a_run_open_is_led_to_it(qualifier: Qualifier) -> None:
    racer = qualifier.draw(qualifier.alice)
    assert f"<#{racer.thread}>" in start(qualifier).said
    assert len(qualifier.runs) == 1


def test_a_panel_from_before_another_run_leads_to_that_run(qualifier: Qualifier) -> None:
    start(qualifier)
    panel = pick(qualifier).message
    racer = qualifier.draw(qualifier.alice, "Pool B")
    outcome = here(qualifier).click("Confirm", message=panel)
    qualifier.world.drain()
    assert f"<#{racer.thread}>" in outcome.said
    assert len(qualifier.runs) == 1


def test_a_pool_that_is_used_up_is_not_offered_any_more(qualifier: Qualifier) -> None:
    qualifier.race(qualifier.alice, "Pool A", minutes=1)
    outcome = start(qualifier)
    menu = outcome.message["components"][0]["components"][0]
    assert [each["label"] for each in menu["options"]] == ["Pool B"]


def test_a_forfeit_uses_a_slot(world: World) -> None:
    qualifier = Qualifier(world, pools=1)
    racer = qualifier.draw(qualifier.alice)
    racer.press("Forfeit")
    racer.player.at(racer.thread).click("Confirm Forfeit")
    assert "used all your runs" in start(qualifier).said


def test_a_run_whose_time_is_up_stands_in_nobody_s_way(qualifier: Qualifier) -> None:
    """No sweep has noted it; the new run and the old one's end are written together."""
    lost = qualifier.draw(qualifier.alice, "Pool A")
    qualifier.world.discord.advance(21 * 60)
    racer = qualifier.draw(qualifier.alice, "Pool B")
    assert (lost.run["status"], lost.run["timed_out"]) == ("forfeit", True)
    assert racer.run["status"] == "pending"
    (entrant,) = qualifier.entrants
    assert [each[2] for each in entrant["slots"]] == ["forfeit", "pending"]
    assert "counts as forfeit" in lost.lines[-1]


def test_a_run_whose_time_is_up_has_used_its_slot(world: World) -> None:
    qualifier = Qualifier(world, pools=1)
    qualifier.draw(qualifier.alice)
    world.discord.advance(21 * 60)
    assert "used all your runs" in start(qualifier).said


# -- what a confirm writes -----------------------------------------------------------------------


def test_confirm_writes_the_run_before_discord_is_called(qualifier: Qualifier) -> None:
    start(qualifier)
    pick(qualifier)
    before = len(qualifier.world.discord.requests())
    here(qualifier).click("Confirm")
    assert len(qualifier.world.discord.requests()) == before
    (run,) = qualifier.runs
    assert (run["status"], run["permalink"][:2]) == ("pending", "1-")
    assert run["url"].startswith("https://example.org/pool-a/")


def test_a_run_and_its_audit_are_one_transaction(qualifier: Qualifier) -> None:
    racer = qualifier.draw(qualifier.alice)
    (line,) = [each for each in qualifier.world.documents(Table.AUDIT) if each["action"] == "run.opened"]
    assert (line["actor"], line["subject"]) == (qualifier.alice.user_id, f"run:{racer.id}")
    assert line["source"] == racer.id
    assert line["after"]["permalink"] == racer.run["permalink"]


def test_a_repeated_confirm_returns_the_same_run(qualifier: Qualifier) -> None:
    """From two panels, the second past its end."""
    panels = []
    for _ in range(2):
        shown = start(qualifier).message
        panels.append(here(qualifier).select(["Pool A"], "Pool", message=shown).message)
    here(qualifier).click("Confirm", message=panels[0])
    qualifier.world.drain()
    qualifier.world.discord.advance(600)
    outcome = here(qualifier).click("Confirm", message=panels[1])
    qualifier.world.drain()
    (run,) = qualifier.runs
    assert outcome.said.endswith(f"<#{run['thread']}>")
    assert len(qualifier.world.discord.threads(qualifier.channel)) == 1


def test_the_same_confirm_delivered_twice_returns_the_same_run(qualifier: Qualifier) -> None:
    start(qualifier)
    pick(qualifier)
    outcome = here(qualifier).click("Confirm")
    (run,) = qualifier.runs
    status, _, text, _ = qualifier.alice.deliver(json.dumps(outcome.payload))
    assert status == 200
    assert "is drawn" in json.loads(text)["data"]["content"]
    qualifier.world.drain()
    assert [each["id"] for each in qualifier.runs] == [run["id"]]
    assert len(qualifier.world.discord.threads(qualifier.channel)) == 1


def test_the_limits_are_those_of_the_moment_of_the_draw(qualifier: Qualifier) -> None:
    racer = qualifier.draw(qualifier.alice)
    before = racer.run["start_by"]
    qualifier.admin.slash("async edit", {"async": qualifier.id, "start_minutes": 60, "limit_hours": 1})
    assert racer.run["start_by"] == before
    assert racer.run["limit_hours"] == 12


# -- from elsewhere ------------------------------------------------------------------------------


def test_the_buttons_open_nothing_from_another_channel(qualifier: Qualifier) -> None:
    custom_id = CONFIRM.format(id=qualifier.id, until=until(qualifier))
    assert "no async" in qualifier.league.press(custom_id, channel_id=qualifier.server.channel)
    assert "no async" in qualifier.league.press(f"run.new:{qualifier.id}", channel_id=qualifier.server.channel)
    assert qualifier.runs == []


def test_a_forged_panel_opens_no_run_in_a_pool_that_is_not_there(qualifier: Qualifier) -> None:
    for pool in ("0", "99", "x"):
        custom_id = f"run.confirm:{qualifier.id}:{until(qualifier)}:{pool}"
        assert "That pool is gone" in qualifier.league.press(custom_id, channel_id=qualifier.channel)
    assert qualifier.runs == []


def test_the_answers_to_a_refused_click_are_private(qualifier: Qualifier) -> None:
    close(qualifier)
    outcome = start(qualifier)
    assert outcome.message["flags"] & EPHEMERAL


# -- the answer's end ----------------------------------------------------------------------------


def test_the_answer_ends_with_a_link_to_the_thread(qualifier: Qualifier) -> None:
    start(qualifier)
    pick(qualifier)
    outcome = here(qualifier).click("Confirm")
    assert "thread is being made" in outcome.said
    assert labels(outcome) == []
    qualifier.world.drain()
    (run,) = qualifier.runs
    assert re.search(rf"<#{run['thread']}>$", outcome.said)
