"""Nothing is lost: not when the simulated Discord is stopped, and not when it is killed."""

import stat
from datetime import timedelta
from pathlib import Path

from infra.local.discord.app import Credentials, SimulatedDiscord
from tests.local.discord.bot_double import BotDouble
from tests.local.discord.served import PING, Served, connect, served


def fill(line: Served, bot: BotDouble) -> None:
    connect(line, bot)
    line.register(PING)
    line.act("command", command="ping")
    line.send(content="kept", embeds=[{"title": "t"}])
    line.do("settings/dms", user="player-one", closed=True)
    line.do("clock", seconds=3600)


def seen(line: Served) -> tuple[object, ...]:
    state = line.see()
    return state["servers"], state["people"], state["channel"], line.rest.get(line.commands).json()


def test_a_restart_finds_everything_as_it_was(tmp_path: Path) -> None:
    with served(tmp_path) as line, BotDouble(line.credentials.public_key, lambda _: {"type": 5}) as bot:
        fill(line, bot)
        before, credentials = seen(line), line.credentials
    with served(tmp_path) as line:
        assert seen(line) == before
        assert line.credentials == credentials
        assert line.discord.offset == timedelta(hours=1)


def test_the_token_of_an_interaction_outlives_a_restart(tmp_path: Path) -> None:
    with served(tmp_path) as line, BotDouble(line.credentials.public_key, lambda _: {"type": 5}) as bot:
        connect(line, bot)
        line.register(PING)
        line.act("command", command="ping")
    original = f"/webhooks/{line.credentials.application_id}/{bot.interactions[0]['token']}/messages/@original"
    with served(tmp_path) as line:
        assert line.rest.patch(original, json={"content": "done"}).json()["content"] == "done"


def test_a_process_that_is_killed_has_stored_what_it_answered(tmp_path: Path) -> None:
    with served(tmp_path) as line:
        line.send(content="kept")
        # A second one on the same folder reads what a killed first one would leave behind.
        with served(tmp_path) as after:
            assert [each["content"] for each in after.messages()] == ["kept"]


def test_the_demo_is_made_once(tmp_path: Path) -> None:
    credentials = Credentials.load_or_make(tmp_path)
    for _ in range(2):
        SimulatedDiscord(tmp_path, credentials).close()
    with served(tmp_path) as line:
        assert [each["name"] for each in line.see()["servers"]] == ["Paddock Demo", "Lantern Society", "Moss Valley"]
        assert len(line.see()["people"]) == 10


def test_the_credentials_are_for_their_owner_only(tmp_path: Path) -> None:
    Credentials.load_or_make(tmp_path)
    assert stat.S_IMODE((tmp_path / "credentials.json").stat().st_mode) == 0o600
