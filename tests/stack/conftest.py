"""The stacks that the tests here share: one for the session, and one whose Discord is the independent, stricter one."""

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.stack.running import RunningStack, running
from tests.support.shared import NO_STRICT_DISCORD, STRICT_DISCORD, has_strict_discord, use_strict_discord

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process runs them all: a stack is dear, and the machine is small."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.stack)
            item.add_marker(pytest.mark.xdist_group("stack"))


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    with running(tmp_path_factory.mktemp("stack")) as started:
        yield started


@dataclass(frozen=True)
class StrictStack:
    stack: RunningStack
    control: Any
    """`fake_discord.RemoteControl`: makes servers and members, reads what the bot did, judges it."""


@pytest.fixture(scope="session")
def strict_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StrictStack]:
    if not has_strict_discord():
        pytest.skip(NO_STRICT_DISCORD)
    use_strict_discord()
    with _strict_discord() as discord:
        control = importlib.import_module("fake_discord").RemoteControl(discord["control"].removesuffix("/__control/"))
        environ = {
            "DISCORD_API_URL": discord["api"],
            "DISCORD_APPLICATION_ID": discord["application_id"],
            "DISCORD_PUBLIC_KEY": discord["public_key"],
            "DISCORD_BOT_TOKEN": discord["bot_token"],
            "PADDOCK_ENFORCE_IAM": "1",
        }
        with running(tmp_path_factory.mktemp("strict-stack"), **environ) as started:
            yield StrictStack(started, control)


@contextmanager
def _strict_discord() -> Iterator[dict[str, str]]:
    """Its credentials and addresses, which it prints when it is up."""
    command = [sys.executable, "-m", "fake_discord", "--port", "0", "--control-port", "0"]
    environ = os.environ | {"PYTHONPATH": str(STRICT_DISCORD)}
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE) as process:
        assert process.stdout
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()
