"""How tournaments are shown."""

from typing import Any

import pytest

from paddock.discord.message import Message
from paddock.ids import TournamentId
from paddock.tournaments import views
from paddock.tournaments.asks import ConfirmDelete, KeepTournament
from paddock.tournaments.model import Directory, EventFilter
from tests.support.values import HOSTILE, TENANT, WINTER, a_tournament, an_organization


def lines(message: Message) -> str:
    assert message.card
    return "\n".join(message.card.lines)


def shown(**changes: Any) -> str:
    return lines(views.shown(a_tournament(**changes), an_organization(event_minutes=90)))


def test_what_is_shown_of_a_tournament() -> None:
    assert shown(description="For *everybody*", speedgaming="alttpr", event_filter=EventFilter.STREAMED) == (
        "For \\*everybody\\*\n"
        "**Slug** `winter-open`\n"
        "**State** active\n"
        "**Events** streamed matches, 90 minutes long, 7 days ahead, in 1 server\n"
        "**SpeedGaming** `alttpr`, 7 days ahead"
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"event_minutes": 45}, "45 minutes long"),
        ({"scheduled_events": False}, "off; `/tournament edit` with `scheduled_events` turns them on"),
        ({"active": False}, "none while it is inactive"),
        ({"archived": True, "active": False}, "none while it is deleted"),
    ],
)
def test_it_is_told_what_becomes_of_events(changes: dict[str, Any], told: str) -> None:
    events = next(line for line in shown(**changes).splitlines() if line.startswith("**Events**"))
    assert told in events


def test_a_list_tells_names_and_slugs_and_which_are_inactive() -> None:
    directory = Directory(organization=TENANT).listing(a_tournament(name="Winter *Open*"))
    directory = directory.listing(a_tournament(id=TournamentId("301"), slug="old", name="Old", active=False))
    assert lines(views.listed(directory)) == "**Old** `old` · inactive\n**Winter \\*Open\\*** `winter-open`"


def test_an_empty_list_says_what_to_do_next() -> None:
    assert "`/tournament create`" in views.listed(Directory(organization=TENANT)).text


def test_a_list_that_does_not_fit_says_how_many_are_left_out() -> None:
    directory = Directory(organization=TENANT)
    for number in range(100):
        directory = directory.listing(a_tournament(id=TournamentId(str(number)), slug=f"t{number}", name="n" * 100))
    description = views.listed(directory).payload()["embeds"][0]["description"]
    assert len(description) <= 4000
    assert description.splitlines()[-1].startswith("… and ")


def test_the_question_before_deleting_names_it_and_remembers_what_was_seen() -> None:
    message = views.ask_delete(a_tournament(version=5, name="@everyone"))
    assert "**\\@everyone**" in message.text
    row = message.payload()["components"][0]["components"]
    assert [each["label"] for each in row] == ["Delete", "Keep"]
    assert ConfirmDelete.parse(row[0]["custom_id"]) == ConfirmDelete(tournament=WINTER, seen=5)
    assert KeepTournament.parse(row[1]["custom_id"]) == KeepTournament(tournament=WINTER)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_typed_fits(text: str) -> None:
    tournament = a_tournament(name=text[:100], description=text[:500])
    for message in (views.shown(tournament, an_organization()), views.deleted(tournament), views.kept(tournament)):
        payload = message.payload()
        assert len(payload["content"]) <= 2000
        assert all(len(embed["title"]) <= 256 and len(embed["description"]) <= 4000 for embed in payload["embeds"])
