"""How `/config check` shows what it found."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from paddock.discord.message import Colour, Link, Message
from paddock.ids import ChannelId, GuildId
from paddock.organizations.checks import Lack
from paddock.organizations.findings import Finding, checked
from paddock.organizations.model import MOST_SERVERS, Trouble
from paddock.permissions import Permission
from tests.support.values import GUILD, OTHER_GUILD, a_server

LACK = Lack(
    Permission.CREATE_EVENTS,
    "in the server",
    "to show matches as events",
    "Server Settings, Roles, my role: switch on Create Events",
)
FULL = Trouble(kind="EVENT_LIMIT", where="events")
REFUSED = Trouble(kind="CREATE_EVENTS", where="events")


def found(*lacks: Lack, **server: Any) -> Finding:
    usual = {"name": "League", "announcements": ChannelId("9")}
    return Finding(a_server(**{**usual, **server}), lacks, is_addable=bool(lacks))


def shown(*findings: Finding) -> Message:
    return checked(findings, GUILD, "42")


def text(message: Message) -> str:
    assert message.card
    return "\n".join((message.card.title, *message.card.lines))


def links(message: Message) -> list[Link]:
    return [each for each in message.buttons if isinstance(each, Link)]


# -- one server --------------------------------------------------------------------------------------------------------


def test_when_nothing_is_missing_all_is_in_order() -> None:
    message = shown(found())
    assert text(message) == "Check\n✅ Everything is in order."
    assert message.buttons == ()


def test_without_an_announcements_channel_it_is_told_who_misses_what() -> None:
    said = text(shown(found(announcements=None)))
    assert "✅ Everything is in order." in said
    assert "players whose DMs are closed get no reminder" in said


def test_what_is_missing_is_named_with_where_what_for_and_how_to_mend_it() -> None:
    assert text(shown(found(LACK))) == (
        "1 permission missing\n❌ **Create Events** in the server, to show matches as events. "
        "Server Settings, Roles, my role: switch on Create Events.\n"
        "🔑 Whoever may manage roles in the server can grant that."
    )


def test_the_install_link_asks_for_what_the_bot_needs_and_no_more() -> None:
    (link,) = links(shown(found(LACK)))
    assert link.label == "Grant what is missing"
    asked = parse_qs(urlsplit(link.url).query)
    assert asked["client_id"] == ["42"]
    assert asked["guild_id"] == [GUILD]
    assert asked["scope"] == ["bot applications.commands"]
    named = {each.name for each in Permission(int(asked["permissions"][0]))}
    assert named == {
        *("VIEW_CHANNEL", "SEND_MESSAGES", "EMBED_LINKS", "CREATE_EVENTS"),
        *("CREATE_PRIVATE_THREADS", "SEND_MESSAGES_IN_THREADS", "READ_MESSAGE_HISTORY", "ATTACH_FILES"),
    }


def test_no_link_is_given_that_would_mend_nothing() -> None:
    assert links(shown(Finding(a_server(), (LACK,), is_addable=False))) == []


def test_a_full_server_is_not_in_order_though_no_permission_is_missing() -> None:
    message = shown(found(troubles=(FULL,)))
    assert "100 open events" in text(message)
    assert "in order" not in text(message)
    assert message.buttons == ()


def test_a_trouble_that_is_a_missing_permission_is_told_once() -> None:
    said = text(shown(found(LACK, troubles=(REFUSED, FULL))))
    assert len(re.findall("Create Events", said)) == 2  # its name, and its switch
    assert "100 open events" in said


# -- several servers ---------------------------------------------------------------------------------------------------


def second(*lacks: Lack, **server: Any) -> Finding:
    return found(*lacks, **{"guild": OTHER_GUILD, "name": "Second", **server})


def test_each_server_is_named_and_those_that_lack_something_come_first() -> None:
    said = text(shown(found(), second(LACK)))
    assert said.splitlines()[1] == "**Second**"
    assert said.splitlines()[2].startswith("❌ **Create Events**")
    assert said.splitlines()[3] == "✅ **League**"


def test_each_server_that_lacks_something_has_a_link_of_its_own() -> None:
    here, there = links(shown(found(LACK), second(LACK)))
    assert [here.label, there.label] == ["Grant in League", "Grant in Second"]
    assert f"guild_id={GUILD}" in here.url
    assert f"guild_id={OTHER_GUILD}" in there.url


def test_a_server_that_could_not_be_asked_is_one_line() -> None:
    message = shown(found(), Finding(second().server, failure="Discord gave no answer"))
    assert text(message).splitlines() == ["Check", "**Second**", "⚠️ Discord gave no answer.", "✅ **League**"]
    assert message.card
    assert message.card.colour is Colour.WARNING


def test_the_lack_of_an_announcements_channel_is_told_once_and_only_if_no_server_has_one() -> None:
    assert "No announcements" not in text(shown(found(), second(announcements=None)))
    assert text(shown(found(announcements=None), second(announcements=None))).count("No announcements") == 1


def test_ten_servers_that_lack_everything_are_all_named_with_all_that_they_lack() -> None:
    everywhere = [
        Lack(each, "in the server", "for all of this " * 4, "do that " * 8)
        for each in (Permission.VIEW_CHANNEL, LACK.permission)
    ]
    channel = [
        Lack(each, "in <#123456789012345678>", "for all of this " * 4, "do that " * 8)
        for each in (Permission.SEND_MESSAGES, Permission.EMBED_LINKS)
    ]
    findings = [
        found(*everywhere, *channel, guild=GuildId(str(100 + number)), name=f"A league with number {number}")
        for number in range(MOST_SERVERS)
    ]
    message = shown(*findings)
    description = message.payload()["embeds"][0]["description"]
    assert len(description) <= 4000
    for number in range(MOST_SERVERS):
        assert (
            f"❌ **A league with number {number}**: View Channel, Create Events in the server; "
            "Send Messages, Embed Links in <#123456789012345678>\n"
        ) in description
    assert "Server Settings, Roles" in description
    assert len(links(message)) == MOST_SERVERS
    assert "more lines" not in description
