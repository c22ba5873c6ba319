"""What `make run` makes of its environment."""

import socket
from pathlib import Path

import pytest

from infra.environment import environment
from infra.local.ports import free, listen
from infra.local.settings import Application, CannotStart, Settings

OUTER = {
    "DISCORD_API_URL": "https://discord.com/api/v10/",
    "DISCORD_APPLICATION_ID": "1",
    "DISCORD_PUBLIC_KEY": "ab",
    "DISCORD_BOT_TOKEN": "secret",
}


def test_with_nothing_said_everything_is_simulated() -> None:
    settings = Settings.read({})
    assert (settings.discord, settings.speedgaming_api_url) == (None, None)
    assert (settings.state, settings.first_port) == (Path(".local").resolve(), 8080)


def test_a_discord_of_ones_own_is_taken_with_its_credentials() -> None:
    assert Settings.read(OUTER).discord == Application("https://discord.com/api/v10", "1", "ab", "secret")


@pytest.mark.parametrize("name", sorted(OUTER.keys() - {"DISCORD_API_URL"}))
def test_a_missing_credential_is_named(name: str) -> None:
    with pytest.raises(CannotStart, match=name):
        Settings.read(OUTER | {name: ""})


@pytest.mark.parametrize("port", ["none", "-1", "65534", "8080.5"])
def test_what_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(CannotStart, match="PADDOCK_PORT"):
        Settings.read({"PADDOCK_PORT": port})


def test_a_port_that_somebody_has_is_named() -> None:
    with listen(0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart, match=str(port)):
            free(port)


def test_whoever_connects_gets_what_there_is_at_once() -> None:
    with listen(0) as listener, socket.create_connection(listener.getsockname()):
        connection, _ = listener.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_the_env_file_is_read_below_what_is_exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text("# ours\nexport A='one'\nB = two\n\nC=three=3\nnonsense\n")
    monkeypatch.setenv("B", "")
    monkeypatch.delenv("A", raising=False)
    found = environment(file)
    assert (found["A"], found["B"], found["C"]) == ("one", "", "three=3")


def test_without_an_env_file_the_environment_is_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A", "exported")
    assert environment(tmp_path / "absent")["A"] == "exported"
