"""A fresh simulated Discord per test, without a bot or with one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.local.discord.bot_double import BotDouble
from tests.local.discord.served import Served, connect, served


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path) as line:
        yield line


@pytest.fixture
def bot(line: Served) -> Iterator[BotDouble]:
    """Answers "hello" until a test says otherwise."""
    with BotDouble(line.credentials.public_key, lambda _: {"type": 4, "data": {"content": "hello"}}) as bot:
        connect(line, bot)
        yield bot
