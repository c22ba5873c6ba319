"""Which servers show a tournament's events, as people type it."""

import pytest

from paddock.ids import GuildId
from paddock.organizations.model import Server
from paddock.tournaments.event_servers import (
    ALL,
    EVERYWHERE,
    SeveralServers,
    UnknownServer,
    chosen_servers,
    offered_servers,
)
from tests.support.values import HOSTILE, a_server

MAIN = a_server(guild=GuildId("101"), name="Main Hall")
ROMAN = a_server(guild=GuildId("102"), name="Winter, Spring & Co")
EAST = a_server(guild=GuildId("103"), name="League East")
WEST = a_server(guild=GuildId("104"), name="League West")
NAMELESS = a_server(guild=GuildId("105"))
SERVERS = (MAIN, ROMAN, EAST, WEST, NAMELESS)


@pytest.mark.parametrize("text", ["all", " ALL ", "all, Main Hall"])
def test_all_means_all_also_those_that_are_linked_later(text: str) -> None:
    assert chosen_servers(text, SERVERS) is None


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("101", (MAIN,)),
        ("main hall", (MAIN,)),
        (" Main  Hall , 103", (MAIN, EAST)),
        ("league west,main hall,", (WEST, MAIN)),
        ("main", (MAIN,)),
        ("winter spring & co", (ROMAN,)),
        ("105", (NAMELESS,)),
        ("101, main hall", (MAIN,)),
    ],
)
def test_servers_are_named_by_id_by_name_or_by_its_beginning(text: str, chosen: tuple[Server, ...]) -> None:
    assert chosen_servers(text, SERVERS) == tuple(each.guild for each in chosen)


@pytest.mark.parametrize("text", ["", " ", ",", "none", "999", "Main Hall, nowhere", "hall"])
def test_a_server_that_is_not_linked_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(UnknownServer) as refused:
        chosen_servers(text, SERVERS)
    assert "pick them from the list" in refused.value.text


def test_a_beginning_that_fits_several_is_refused() -> None:
    with pytest.raises(SeveralServers):
        chosen_servers("league", SERVERS)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_is_refused_and_shown_as_it_reads(text: str) -> None:
    with pytest.raises((UnknownServer, SeveralServers)) as refused:
        chosen_servers(f"x{text}", SERVERS)
    assert "@everyone" not in refused.value.text.replace("\\@everyone", "")
    assert len(refused.value.text) < 400


# -- while somebody types ----------------------------------------------------------------------------------------------


def test_at_first_all_and_each_server_are_offered() -> None:
    assert offered_servers("", SERVERS) == (
        EVERYWHERE,
        ("Main Hall", "101"),
        ("Winter Spring & Co", "102"),
        ("League East", "103"),
        ("League West", "104"),
        ("105", "105"),
    )


def test_what_is_typed_last_is_completed_and_what_stands_before_is_kept() -> None:
    assert offered_servers("Main Hall, lea", SERVERS) == (
        ("Main Hall, League East", "101,103"),
        ("Main Hall, League West", "101,104"),
    )


def test_a_server_is_not_offered_twice() -> None:
    assert "101,101" not in [value for _, value in offered_servers("101,", SERVERS)]


def test_nothing_is_offered_after_what_is_no_server() -> None:
    assert offered_servers("nowhere, ma", SERVERS) == ()


@pytest.mark.parametrize("servers", [SERVERS, (MAIN, MAIN.model_copy(update={"guild": GuildId("201")}))])
def test_a_label_reads_back_as_its_server_for_discord_sends_it_once_somebody_types_on(
    servers: tuple[Server, ...],
) -> None:
    for label, value in offered_servers("", servers):
        assert chosen_servers(label if value != ALL else value, servers) == chosen_servers(value, servers)


def test_a_label_that_had_to_be_cut_still_reads_back() -> None:
    long = a_server(name="The longest name of a server that anybody could ever think of, " + "x" * 36)
    ((label, value),) = offered_servers("longest", (long, MAIN))
    assert len(label) <= 60
    assert chosen_servers(label, (long, MAIN)) == (value,)
