"""What a card shows of the crew, with whatever names people have."""

from datetime import timedelta
from typing import Any

import pytest

from paddock.crews import listing, views
from paddock.crews.asks import TurnNeedsPage
from paddock.crews.parts import crew_lines, crew_row
from paddock.discord.message import MOST_CARD, Message
from paddock.ids import PersonId, UserId
from paddock.matches.model import MOST_CREW, CrewMember, Role, Status
from paddock.matches.views import card
from paddock.tournaments.model import Directory
from tests.support.values import HOSTILE, NOW, TENANT, a_match, a_tournament

VISIBLE = (Role.COMMENTATOR, Role.TRACKER, Role.RESTREAMER)


def a_member(number: int = 13, **changes: Any) -> CrewMember:
    return CrewMember(**{"id": PersonId(str(number)), "name": f"m{number}", "role": Role.TRACKER, **changes})


def test_each_role_that_somebody_has_is_a_line_those_who_wait_last() -> None:
    match = a_match(crew=(a_member(13), a_member(14, approved=True), a_member(15, role=Role.COMMENTATOR)))
    assert crew_lines(match) == ("**Commentators** <@15> ⏳", "**Trackers** <@14>, <@13> ⏳")


def test_helpers_stand_in_no_line() -> None:
    assert crew_lines(a_match(crew=(a_member(role=Role.HELPER),))) == ()


def test_a_placeholder_is_shown_by_name() -> None:
    ghost = a_member(id=PersonId("sg_crew_7"), name="gh*st", approved=True)
    assert crew_lines(a_match(crew=(ghost,))) == ("**Trackers** gh\\*st",)


def test_of_a_crowd_some_are_named_and_the_rest_is_counted() -> None:
    (line,) = crew_lines(a_match(crew=tuple(map(a_member, range(100, 140)))))
    assert line.endswith("and 32 more")


def test_the_buttons_carry_what_is_read_first() -> None:
    buttons = crew_row(a_match(), NOW).buttons
    assert [each.label for each in buttons] == ["Commentate", "Track", "Restream", "Withdraw"]


def test_once_sign_up_is_closed_only_withdrawing_is_left() -> None:
    row = crew_row(a_match(when=NOW), NOW)
    payload = Message(buttons=(row,)).payload()["components"][0]["components"]
    assert [each["label"] for each in payload if not each.get("disabled")] == ["Withdraw"]


@pytest.mark.parametrize("status", [Status.FINISHED, Status.CONFIRMED, Status.CANCELLED])
def test_a_match_that_is_over_has_no_buttons(status: Status) -> None:
    assert crew_row(a_match(status=status), NOW).buttons == ()


# -- whatever people are called ----------------------------------------------------------------------------------------


def shown_in(name: str) -> list[Message]:
    """Every place where a placeholder of that name is shown."""
    members = tuple(
        a_member(id=PersonId(f"sg_crew_{number}"), name=name, role=role) for number, role in enumerate(VISIBLE)
    )
    match = a_match(crew=members, title=name[:100], players=())
    directory = Directory(organization=TENANT).listing(a_tournament())
    return [
        card(match, a_tournament(), NOW),
        views.panel(match, (match.model_copy(update={"title": name[:100]}),)),
        listing.in_channel([match], directory),
        listing.needed([match], directory, TurnNeedsPage(page=0, tournament=None)),
        Message(views.approved(members[0], ())),
        Message(views.removed(members[0])),
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_never_read_as_markup(name: str) -> None:
    for message in shown_in(name):
        payload = message.payload()
        text = payload["content"] + "".join(embed.get("description", "") for embed in payload["embeds"])
        for mark in ("<@11>", "<@&22>", "<#33>", "<t:0:R>", "**bold**", "||spoiler||", "[click](", "```", "\u202e"):
            assert mark not in text
        assert payload["allowed_mentions"] == {"parse": [], "users": [], "roles": []}


@pytest.mark.parametrize("name", HOSTILE)
def test_every_option_of_the_panel_can_be_read(name: str) -> None:
    panel = views.panel(a_match(crew=(a_member(id=PersonId("sg_crew_1"), name=name),)), ())
    (option,) = panel.payload()["components"][0]["components"][0]["options"]
    assert option["label"].strip()


def test_the_largest_crew_fits_and_everybody_can_be_picked() -> None:
    crew = tuple(
        a_member(id=PersonId(f"sg_crew_{number}"), name="*" * 100, role=VISIBLE[number % 3])
        for number in range(MOST_CREW)
    )
    match = a_match(crew=crew, title="x" * 100)
    others = (match.model_copy(update={"id": "401"}),)
    payload = views.panel(match, others, picked=crew[-1]).payload()
    menus = [row["components"][0] for row in payload["components"][:-1]]
    assert len({each["custom_id"] for each in menus}) == len(menus) == 2
    options = [option for menu in menus for option in menu["options"]]
    assert len({each["value"] for each in options}) == MOST_CREW
    assert [each["value"] for each in options if each["default"]] == [views.place(crew[-1])]
    text = payload["embeds"][0]["description"]
    assert len(text) <= MOST_CARD
    assert "**Picked**" in text
    assert [each["label"] for each in payload["components"][-1]["components"]] == ["Approve", "Remove"]
    assert len(card(match, a_tournament(), NOW).payload()["embeds"][0]["description"]) <= MOST_CARD


def test_somebody_whom_speedgaming_named_twice_is_one_option() -> None:
    menu = views.panel(a_match(crew=(a_member(), a_member(name="again"))), ()).payload()["components"][0]
    assert len(menu["components"][0]["options"]) == 1


def test_an_approval_by_speedgaming_says_so() -> None:
    match = a_match(crew=(a_member(approved=True),))
    assert "approved by SpeedGaming" in str(views.panel(match, ()).card)
    mine = a_match(crew=(a_member(approved=True, approved_by=UserId("99")),))
    assert "approved by <@99>" in str(views.panel(mine, ()).card)


def test_a_list_of_hundreds_fits_into_the_channel() -> None:
    crowd = tuple(a_member(id=PersonId(f"sg_crew_{number}"), name="*" * 100) for number in range(20))
    matches = [a_match(crew=crowd, title="*" * 100, when=NOW + timedelta(minutes=at)) for at in range(1, 300)]
    directory = Directory(organization=TENANT).listing(a_tournament())
    (embed,) = listing.in_channel(matches, directory).payload()["embeds"]
    assert len(embed["description"]) <= MOST_CARD
    assert "299 matches" in embed["title"]
    assert "more" in embed["description"].splitlines()[-1]
