"""How settings are shown, and what is told of servers that come together and part."""

from paddock.discord.message import Colour, Message
from paddock.ids import ChannelId, RoleId
from paddock.organizations import views
from paddock.organizations.model import Trouble
from tests.support.values import GUILD, HOSTILE, NOW, OTHER_GUILD, a_server, an_organization


def text(message: Message) -> str:
    assert message.card
    return "\n".join((message.card.title, *message.card.lines))


def test_settings_that_were_never_touched_say_so() -> None:
    said = text(views.settings(an_organization(), a_server()))
    assert said.count("not set") == 5
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


def test_the_crew_channel_is_shown() -> None:
    assert "**Crew channel** <#9>" in text(views.settings(an_organization(needs_channel=ChannelId("9")), a_server()))


def test_a_server_that_stands_alone_is_told_how_to_link_another() -> None:
    assert "`/config link` links another" in text(views.settings(an_organization(), a_server(), [a_server()]))


def test_the_servers_are_listed_by_name_or_id_and_this_one_is_marked() -> None:
    other = a_server(guild=OTHER_GUILD)
    organization = an_organization(servers=(GUILD, OTHER_GUILD))
    said = text(views.settings(organization, other, [a_server(name="*League*"), other]))
    assert (
        "**Servers** 2, which share all of this but roles and announcements\n　**\\*League\\***\n　`200` (this one)"
        in said
    )


def test_a_code_is_shown_with_how_to_use_it_and_until_when() -> None:
    said = views.code_made("ABCD-EFGH", NOW).text
    assert "**`ABCD-EFGH`**" in said
    assert "`/config link`" in said
    assert f"<t:{int(NOW.timestamp())}:R>" in said


def test_whatever_a_server_is_called_its_name_is_shown_as_it_reads() -> None:
    for hostile in HOSTILE:
        server = a_server(name=hostile[:100])
        message = views.settings(
            an_organization(servers=(GUILD, OTHER_GUILD)), server, [server, a_server(guild=OTHER_GUILD)]
        )
        assert len(message.payload()["embeds"][0]["description"]) <= 4000
        assert 1 <= len(views.plain_name(server)) <= 60
    assert views.name(a_server(name="\u200b")) == "`100`"
