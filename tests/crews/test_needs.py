"""`/match needs`: which matches lack crew."""

from typing import Any

from tests.crews.desk import Desk
from tests.support.league import card, labels


def needs(desk: Desk, **options: Any) -> Any:
    return desk.bob.slash("match needs", **options)


def text(outcome: Any) -> str:
    return str(card(outcome)["description"])


def test_coming_matches_that_lack_crew_are_listed_with_what_is_missing(desk: Desk) -> None:
    match = desk.match(desk.cup, title="Final")
    shown = needs(desk)
    assert shown.ephemeral
    assert "**Final**" in text(shown)
    assert f"`{match}`" in text(shown)
    assert "needs 2 commentators, 1 tracker" in text(shown)


def test_a_third_player_needs_a_second_tracker(desk: Desk, carol: Any) -> None:
    desk.match(desk.cup, player3=carol.user_id)
    assert "needs 2 commentators, 2 trackers" in text(needs(desk))


def test_who_waits_for_approval_is_named(desk: Desk, carol: Any) -> None:
    match = desk.match(desk.cup)
    desk.signs_up(carol, match)
    assert f"waiting for approval: <@{carol.user_id}> (tracker)" in text(needs(desk))
    desk.approves(match)
    assert "waiting" not in text(needs(desk))
    assert "needs 2 commentators" in text(needs(desk))


def test_a_match_with_its_crew_is_not_listed(desk: Desk, carol: Any) -> None:
    match = desk.match(desk.cup)
    dave = desk.helper("dave")
    for person, role in ((carol, "commentator"), (dave, "commentator"), (carol, "tracker")):
        desk.panel(match, user=person.user_id, role=role)
    assert "No match of the next 14 days lacks crew" in needs(desk).said


def test_two_weeks_ahead_and_not_further(desk: Desk) -> None:
    desk.match(desk.cup, title="Soon", when="in 13 days")
    desk.match(desk.cup, title="Far", when="in 15 days")
    desk.match(desk.cup, title="Some day", when="none")
    assert "**Soon**" in text(needs(desk))
    assert "Far" not in text(needs(desk))
    assert "Some day" not in text(needs(desk))


def test_a_match_drops_off_at_its_start(desk: Desk) -> None:
    desk.match(desk.cup)
    desk.world.pass_time(hours=3)
    assert "lacks crew" in needs(desk).said


def test_one_tournament_may_be_named(desk: Desk) -> None:
    other = desk.tournament(name="Other", slug="other")
    desk.match(desk.cup, title="Final")
    assert "lacks crew in **Other**" in needs(desk, tournament=other).said
    assert "**Final**" in text(needs(desk, tournament=desk.cup))


def test_a_long_list_has_pages(desk: Desk) -> None:
    for number in range(1, 13):
        desk.match(desk.cup, title=f"Match {number}", when=f"in {number} hours")
    first = needs(desk)
    assert card(first)["title"] == "Crew needed for 12 matches"
    assert "**Match 10**" in text(first)
    assert "**Match 11**" not in text(first)
    second = desk.bob.click("Later")
    assert "**Match 11**" in text(second)
    assert labels(second) == ["Earlier", "Later"]


def test_other_organizations_matches_are_not_listed(desk: Desk) -> None:
    desk.match(desk.cup)
    assert "lacks crew" in needs(Desk(desk.world)).said
