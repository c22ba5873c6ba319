"""The organizers' panel: approving, removing and adding."""

from typing import Any

import pytest

from tests.crews.desk import Desk, line_of, lines
from tests.support.league import card, labels


@pytest.fixture
def match(desk: Desk) -> str:
    return desk.match(desk.cup)


def test_an_organizer_approves_from_the_card(desk: Desk, match: str, carol: Any) -> None:
    desk.signs_up(carol, match)
    desk.admin.slash("match show", match=match)
    panel = desk.admin.click("Crew")
    assert panel.ephemeral
    assert "waits for approval" in line_of(panel, "Picked")
    shown = desk.admin.click("Approve")
    assert f"<@{carol.user_id}> is approved as tracker" in shown.said
    assert desk.crew(match) == [(carol.user_id, "tracker", True)]
    assert f"approved by <@{desk.admin.user_id}>" in line_of(shown, "Picked")
    assert any("You are approved as tracker" in each for each in desk.told(carol))


def test_the_command_shows_the_same_panel(desk: Desk, match: str, carol: Any) -> None:
    desk.signs_up(carol, match)
    by_command = desk.panel(match)
    desk.admin.slash("match show", match=match)
    assert desk.admin.click("Crew").message["embeds"] == by_command.message["embeds"]


def test_the_first_who_waits_is_picked_and_stays_so_when_approved(desk: Desk, match: str, carol: Any) -> None:
    for person in (carol, desk.helper("dave")):
        desk.signs_up(person, match)
    assert carol.user_id in line_of(desk.panel(match), "Picked")
    assert carol.user_id in line_of(desk.admin.click("Approve"), "Picked")
    assert [approved for _, _, approved in desk.crew(match)] == [True, False]


def test_after_a_removal_nobody_is_picked_whom_a_second_press_would_remove(desk: Desk, match: str, carol: Any) -> None:
    dave = desk.helper("dave")
    for person in (carol, dave):
        desk.signs_up(person, match)
    desk.panel(match)
    shown = desk.admin.click("Remove")
    assert line_of(shown, "Picked") == ""
    assert "Remove" not in str(shown.message["components"])
    assert [person for person, _, _ in desk.crew(match)] == [dave.user_id]


def test_whoever_is_picked_in_the_menu_is_acted_on(desk: Desk, match: str, carol: Any) -> None:
    dave = desk.helper("dave")
    for person in (carol, dave):
        desk.signs_up(person, match)
    desk.panel(match)
    picked = desk.admin.select(["dave"], "Pick somebody")
    assert dave.user_id in line_of(picked, "Picked")
    desk.admin.click("Remove")
    assert [person for person, _, _ in desk.crew(match)] == [carol.user_id]


def test_the_panel_lists_everybody_by_role_with_their_state(desk: Desk, match: str, carol: Any) -> None:
    dave = desk.helper("dave")
    desk.signs_up(carol, match, "Commentate")
    desk.approves(match)
    desk.signs_up(dave, match, "Track")
    found = lines(desk.panel(match))
    assert found[found.index("**Commentators**") + 1] == f"✅ <@{carol.user_id}> approved by <@{desk.admin.user_id}>"
    assert found[found.index("**Trackers**") + 1] == f"⏳ <@{dave.user_id}> waits for approval"


def test_the_panel_says_what_is_still_needed(desk: Desk, match: str, carol: Any) -> None:
    desk.signs_up(carol, match, "Commentate")
    assert line_of(desk.panel(match), "Still needed") == "**Still needed** 2 commentators, 1 tracker"
    assert line_of(desk.admin.click("Approve"), "Still needed") == "**Still needed** 1 commentator, 1 tracker"


def test_whoever_is_removed_is_told(desk: Desk, match: str, carol: Any) -> None:
    desk.signs_up(carol, match)
    desk.panel(match)
    assert f"<@{carol.user_id}> is not tracker any more" in desk.admin.click("Remove").said
    assert desk.crew(match) == []
    assert any("You are not on this match's crew as tracker" in each for each in desk.told(carol))


def test_an_empty_crew_shows_what_to_do(desk: Desk, match: str) -> None:
    panel = desk.panel(match)
    assert "Nobody has signed up yet" in str(card(panel))
    assert labels(panel) == []


def test_conflicts_show_in_the_panel_and_on_approval(desk: Desk, match: str, carol: Any) -> None:
    desk.match(desk.cup, title="Semifinal", player1=carol.user_id)
    desk.signs_up(carol, match)
    assert "At the same time they play in **Semifinal**" in line_of(desk.panel(match), "Picked")
    assert "At the same time they play in **Semifinal**" in desk.admin.click("Approve").said


def test_nobody_else_opens_the_panel_or_uses_it(desk: Desk, match: str, carol: Any) -> None:
    desk.signs_up(carol, match)
    assert "That is for the tournament's organizers" in carol.slash("match crew", match=match).said
    carol.slash("match show", match=match)
    assert "That is for the tournament's organizers" in carol.click("Crew").said
    for custom_id in (
        f"crew.panel:{match}:{desk.cup}",
        f"crew.approve:{match}:{carol.user_id}:tracker",
        f"crew.remove:{match}:{carol.user_id}:tracker",
    ):
        assert "organizers" in desk.press(custom_id, user=carol.user_id, permissions=0)
    assert desk.crew(match) == [(carol.user_id, "tracker", False)]


def test_holders_of_the_tournament_s_role_organize_its_crews_and_no_others(desk: Desk, match: str, carol: Any) -> None:
    role = desk.world.discord.create_role(desk.server.id, "cup staff")["id"]
    desk.admin.slash("tournament edit", tournament=desk.cup, organizer_role=role)
    dave = desk.helper("dave")
    desk.world.discord.give_role(desk.server.id, dave.user_id, role)
    desk.signs_up(carol, match)
    dave.slash("match crew", match=match)
    dave.click("Approve")
    assert desk.crew(match) == [(carol.user_id, "tracker", True)]
    other = desk.match(desk.tournament(name="Other", slug="other"))
    assert "That is for the tournament's organizers" in dave.slash("match crew", match=other).said


def test_a_panel_of_another_organization_is_not_found(desk: Desk, match: str, carol: Any) -> None:
    desk.signs_up(carol, match)
    other = Desk(desk.world)
    for custom_id in (f"crew.panel:{match}:{desk.cup}", f"crew.approve:{match}:{carol.user_id}:tracker"):
        assert "can't find that match" in other.press(custom_id)
    assert "can't find that match" in other.forge("match crew", match=match)


# -- somebody else was faster ------------------------------------------------------------------------------------------


def test_approving_twice_is_not_done_twice_and_the_second_reads_who_did_it(desk: Desk, match: str, carol: Any) -> None:
    desk.signs_up(carol, match)
    other = desk.world.add_admin(desk.server, "other")
    desk.panel(match)
    other.slash("match crew", match=match)
    other.click("Approve")
    assert f"approved by <@{other.user_id}> as tracker already" in desk.admin.click("Approve").said
    assert len(desk.audit("crew.approved")) == 1
    assert len([each for each in desk.told(carol) if "approved" in each]) == 1


@pytest.mark.parametrize("label", ["Approve", "Remove"])
def test_a_press_about_somebody_who_has_withdrawn_reads_the_truth(
    desk: Desk, match: str, carol: Any, label: str
) -> None:
    desk.signs_up(carol, match)
    desk.panel(match)
    desk.withdraws(carol, match)
    shown = desk.admin.click(label)
    assert "not on the crew any more" in shown.said
    assert "Nobody has signed up yet" in str(card(shown))
    assert desk.crew(match) == []


def test_picking_somebody_who_has_withdrawn_reads_the_truth(desk: Desk, match: str, carol: Any) -> None:
    dave = desk.helper("dave")
    for person in (carol, dave):
        desk.signs_up(person, match)
    desk.panel(match)
    desk.withdraws(dave, match)
    shown = desk.admin.select(["dave"], "Pick somebody")
    assert "not on the crew any more" in shown.said
    assert line_of(shown, "Picked") == ""


def test_a_panel_of_a_match_that_is_over_changes_nothing(desk: Desk, match: str, carol: Any) -> None:
    desk.signs_up(carol, match)
    desk.panel(match)
    desk.world.add_admin(desk.server, "other").slash("match cancel", match=match)
    shown = desk.admin.click("Approve")
    assert "that match is cancelled" in shown.said.lower()
    assert labels(shown) == []
    assert desk.crew(match) == [(carol.user_id, "tracker", False)]


# -- adding ------------------------------------------------------------------------------------------------------------


def test_an_organizer_adds_somebody_who_is_approved_at_once(desk: Desk, match: str, carol: Any) -> None:
    shown = desk.panel(match, user=carol.user_id, role="commentator")
    assert f"<@{carol.user_id}> is approved as commentator" in shown.said
    assert desk.crew(match) == [(carol.user_id, "commentator", True)]
    assert any("You are approved as commentator" in each for each in desk.told(carol))


def test_adding_somebody_who_waits_approves_them(desk: Desk, match: str, carol: Any) -> None:
    desk.signs_up(carol, match)
    desk.panel(match, user=carol.user_id, role="tracker")
    assert desk.crew(match) == [(carol.user_id, "tracker", True)]
    assert "already" in desk.panel(match, user=carol.user_id, role="tracker").said


def test_somebody_is_added_after_the_start_but_not_once_the_match_is_over(desk: Desk, match: str, carol: Any) -> None:
    desk.world.pass_time(hours=4)
    desk.panel(match, user=carol.user_id, role="tracker")
    desk.admin.slash("match cancel", match=match)
    assert "cancelled" in desk.panel(match, user=carol.user_id, role="commentator").said
    assert desk.crew(match) == [(carol.user_id, "tracker", True)]


def test_players_bots_and_the_nameless_are_not_added(desk: Desk, match: str) -> None:
    bot = desk.world.discord.credentials()["bot_id"]
    assert "plays in this match" in desk.panel(match, user=desk.alice.user_id, role="tracker").said
    assert "a bot can't be on a crew" in desk.panel(match, user=bot, role="tracker").said
    assert "name both" in desk.panel(match, user=desk.admin.user_id).said
    assert "name both" in desk.panel(match, role="tracker").said
    assert desk.crew(match) == []


def test_a_conflict_is_pointed_out_to_whoever_adds(desk: Desk, match: str, carol: Any) -> None:
    desk.match(desk.cup, title="Semifinal", player1=carol.user_id)
    shown = desk.panel(match, user=carol.user_id, role="tracker")
    assert "At the same time they play in **Semifinal**" in shown.said
