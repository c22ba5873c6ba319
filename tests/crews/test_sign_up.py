"""Signing up for a match's crew, and leaving it, on the match's card."""

from typing import Any

import pytest

from tests.crews.desk import Desk, line_of
from tests.support.league import card

ROLES = {"Commentate": "commentator", "Track": "tracker", "Restream": "restreamer"}


def disabled(outcome: Any) -> dict[str, bool]:
    buttons = [each for row in outcome.message["components"] for each in row["components"]]
    return {each["label"]: each.get("disabled", False) for each in buttons if each["label"] in (*ROLES, "Withdraw")}


@pytest.mark.parametrize(("label", "role"), ROLES.items())
def test_a_member_signs_up_for_a_role_by_its_button(desk: Desk, carol: Any, label: str, role: str) -> None:
    match = desk.match(desk.cup)
    shown = desk.signs_up(carol, match, label)
    assert desk.crew(match) == [(carol.user_id, role, False)]
    assert f"<@{carol.user_id}> signed up as {role}" in shown.said
    assert f"<@{carol.user_id}>" in line_of(shown, f"{role.title()}s")


def test_a_member_may_have_several_roles(desk: Desk, carol: Any) -> None:
    match = desk.match(desk.cup)
    for label in ROLES:
        desk.signs_up(carol, match, label)
    assert [role for _, role, _ in desk.crew(match)] == list(ROLES.values())


def test_a_member_signs_up_once_for_a_role(desk: Desk, carol: Any) -> None:
    match = desk.match(desk.cup)
    desk.signs_up(carol, match)
    again = desk.signs_up(carol, match)
    assert "signed up as tracker already" in again.said
    assert len(desk.crew(match)) == 1
    assert len(desk.audit("crew.signed up")) == 1


def test_a_player_never_crews_their_own_match(desk: Desk) -> None:
    match = desk.match(desk.cup)
    for label in ROLES:
        assert "You play in this match" in desk.signs_up(desk.alice, match, label).said
    assert desk.crew(match) == []


def test_who_signed_up_is_kept_by_the_name_that_the_server_knows(desk: Desk, carol: Any) -> None:
    match = desk.match(desk.cup)
    desk.signs_up(carol, match)
    (found,) = [each for each in desk.stored("MATCH") if each["id"] == match]
    assert found["crew"][0]["name"] == "carol"


def test_sign_up_closes_at_the_scheduled_start(desk: Desk, carol: Any) -> None:
    match = desk.match(desk.cup)
    carol.slash("match show", match=match)
    desk.world.pass_time(hours=3)
    late = carol.click("Track")
    assert f"<@{carol.user_id}>: sign-up closed at the start" in late.said
    assert desk.crew(match) == []
    assert disabled(late) == {**dict.fromkeys(ROLES, True), "Withdraw": False}


def test_sign_up_closes_when_the_match_is_started_early(desk: Desk, carol: Any) -> None:
    match = desk.match(desk.cup)
    carol.slash("match show", match=match)
    desk.admin.slash("match show", match=match)
    for step in ("Check in", "Start"):
        desk.admin.click(step)
    assert "sign-up closed" in carol.click("Track").said
    assert desk.crew(match) == []


def test_nobody_signs_up_for_a_match_that_is_cancelled(desk: Desk, carol: Any) -> None:
    match = desk.match(desk.cup)
    carol.slash("match show", match=match)
    desk.admin.slash("match cancel", match=match)
    late = carol.click("Track")
    assert "this match is cancelled" in late.said
    assert disabled(late) == {}
    assert desk.crew(match) == []


def test_withdrawing_leaves_all_of_one_s_roles(desk: Desk, carol: Any) -> None:
    match = desk.match(desk.cup)
    desk.signs_up(carol, match, "Track")
    desk.signs_up(carol, match, "Commentate")
    dave = desk.helper("dave")
    desk.signs_up(dave, match, "Track")
    shown = desk.withdraws(carol, match)
    assert "withdrew" in shown.said
    assert desk.crew(match) == [(dave.user_id, "tracker", False)]
    assert line_of(shown, "Commentators") == ""


def test_withdrawing_works_after_the_start(desk: Desk, carol: Any) -> None:
    match = desk.match(desk.cup)
    desk.signs_up(carol, match)
    desk.world.pass_time(hours=4)
    desk.withdraws(carol, match)
    assert desk.crew(match) == []


def test_withdrawing_works_from_an_old_card_of_a_match_that_is_over(desk: Desk, carol: Any) -> None:
    match = desk.match(desk.cup)
    desk.signs_up(carol, match)
    carol.slash("match show", match=match)
    desk.admin.slash("match cancel", match=match)
    carol.click("Withdraw")
    assert desk.crew(match) == []


def test_withdrawing_tells_whoever_approved(desk: Desk, carol: Any) -> None:
    match = desk.match(desk.cup)
    desk.signs_up(carol, match)
    desk.approves(match)
    desk.world.drain()
    desk.withdraws(carol, match)
    (told,) = desk.told(desk.admin)
    assert "carol is not tracker any more" in told


def test_who_is_not_on_the_crew_can_t_withdraw_and_sees_the_truth(desk: Desk, carol: Any) -> None:
    match = desk.match(desk.cup)
    assert "not on this crew" in desk.withdraws(carol, match).said
    assert desk.audit("crew.withdrew") == []


def test_an_old_card_is_redrawn_with_whoever_is_on_the_crew_now(desk: Desk, carol: Any) -> None:
    match = desk.match(desk.cup)
    dave = desk.helper("dave")
    dave.slash("match show", match=match)
    desk.signs_up(carol, match)
    shown = dave.click("Commentate")
    assert carol.user_id in line_of(shown, "Trackers")
    assert dave.user_id in line_of(shown, "Commentators")


def test_a_match_of_another_organization_is_not_found(desk: Desk, carol: Any) -> None:
    match = desk.match(desk.cup)
    other = Desk(desk.world)
    for tag in ("crew.sign_up", "crew.withdraw"):
        role = ":tracker" if tag == "crew.sign_up" else ""
        assert "can't find that match" in other.press(f"{tag}:{match}:{desk.cup}{role}", user=carol.user_id)
    assert desk.crew(match) == []


def test_nobody_signs_up_as_a_helper(desk: Desk, carol: Any) -> None:
    match = desk.match(desk.cup)
    said = desk.press(f"crew.sign_up:{match}:{desk.cup}:helper", user=carol.user_id)
    assert "earlier version" in said
    assert desk.crew(match) == []


def test_each_change_of_the_crew_is_in_the_audit_of_the_match(desk: Desk, carol: Any) -> None:
    match = desk.match(desk.cup)
    desk.signs_up(carol, match)
    desk.approves(match)
    desk.admin.click("Remove")
    desk.signs_up(carol, match)
    desk.withdraws(carol, match)
    for action, times in {"signed up": 2, "approved": 1, "removed": 1, "withdrew": 1}.items():
        found = desk.audit(f"crew.{action}")
        assert [(each["subject"], each["after"]["user"]) for each in found] == [
            (f"match:{match}", carol.user_id)
        ] * times
    assert f"<@{carol.user_id}>" in str(card(desk.admin.slash("config audit")))


def test_a_conflict_is_pointed_out_at_sign_up_and_forbids_nothing(desk: Desk, carol: Any) -> None:
    desk.match(desk.cup, title="Semifinal", player1=carol.user_id, when="in 2 hours")
    match = desk.match(desk.cup, title="Final")
    shown = desk.signs_up(carol, match)
    assert "At the same time they play in **Semifinal** (<t:" in shown.said
    assert "`Withdraw` takes it back" in shown.said
    assert desk.crew(match) == [(carol.user_id, "tracker", False)]


def test_who_is_free_reads_of_no_conflict(desk: Desk, carol: Any) -> None:
    desk.match(desk.cup, title="Semifinal", player1=carol.user_id, when="in 9 hours")
    assert "At the same time" not in desk.signs_up(carol, desk.match(desk.cup)).said
