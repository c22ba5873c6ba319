"""How settings and checks are shown."""

import re
from urllib.parse import parse_qs, urlsplit

from paddock.discord.message import Colour, Link, Message
from paddock.ids import ChannelId, RoleId
from paddock.organizations import views
from paddock.organizations.checks import Lack
from paddock.organizations.model import Trouble
from paddock.permissions import Permission
from tests.support.values import GUILD, a_server, an_organization

LACK = Lack(Permission.CREATE_EVENTS, "in the server", "Server Settings, Roles, my role: switch on Create Events.")
FULL = Trouble(kind="EVENT_LIMIT", where="events")


def text(message: Message) -> str:
    assert message.card
    return "\n".join((message.card.title, *message.card.lines))


def test_settings_that_were_never_touched_say_so() -> None:
    said = text(views.settings(an_organization(), a_server()))
    assert said.count("not set") == 4
    assert "**Time zone** UTC" in said
    assert "**Event length** 120 minutes" in said
    assert "**Reminder** 30 minutes before a match" in said


def test_settings_name_roles_and_the_channel() -> None:
    server = a_server(admin_role=RoleId("1"), organizer_role=RoleId("2"), announcements=ChannelId("9"))
    said = text(views.settings(an_organization(), server))
    assert "<@&1>" in said
    assert "<@&2>" in said
    assert "<#9>" in said


def test_what_discord_refused_is_shown_with_the_settings() -> None:
    message = views.settings(an_organization(), a_server(troubles=(Trouble(kind="CREATE_EVENTS", where="events"),)))
    assert "I lack **Create Events**" in text(message)
    assert message.card
    assert message.card.colour is Colour.WARNING


def test_when_nothing_is_missing_all_is_in_order() -> None:
    message = views.checked([], "42", a_server(announcements=ChannelId("9")))
    assert text(message) == "Check\n✅ Everything is in order."
    assert message.buttons == ()


def test_without_an_announcements_channel_it_is_told_who_misses_what() -> None:
    assert "players whose DMs are closed get no reminder" in text(views.checked([], "42", a_server()))


def test_what_is_missing_is_named_with_where_and_how_to_mend_it() -> None:
    said = text(views.checked([LACK], "42", a_server(announcements=ChannelId("9"))))
    assert said.startswith("1 permission missing\n❌ **Create Events** in the server: Server Settings")


def test_the_install_link_asks_for_what_the_bot_needs_and_no_more() -> None:
    (link,) = views.checked([LACK], "42", a_server()).buttons
    assert isinstance(link, Link)
    asked = parse_qs(urlsplit(link.url).query)
    assert asked["client_id"] == ["42"]
    assert asked["guild_id"] == [GUILD]
    assert asked["scope"] == ["bot applications.commands"]
    named = {each.name for each in Permission(int(asked["permissions"][0]))}
    assert named == {"VIEW_CHANNEL", "SEND_MESSAGES", "EMBED_LINKS", "CREATE_EVENTS"}


def test_a_full_server_is_not_in_order_though_no_permission_is_missing() -> None:
    message = views.checked([], "42", a_server(troubles=(FULL,)))
    assert "100 open events" in text(message)
    assert "in order" not in text(message)
    assert message.buttons == ()


def test_a_trouble_that_is_a_missing_permission_is_told_once() -> None:
    server = a_server(troubles=(Trouble(kind="CREATE_EVENTS", where="events"), FULL))
    said = text(views.checked([LACK], "42", server))
    assert len(re.findall("Create Events", said)) == 2  # its name, and its switch
    assert "100 open events" in said
