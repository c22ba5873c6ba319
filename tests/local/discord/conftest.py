"""A fresh simulated Discord per test, without a bot or with one, and a browser to look at it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.local.discord.bot_double import BotDouble
from tests.local.discord.served import Served, connect, served
from tests.local.discord.toy_bot import ToyBot


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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    assert program, "Chromium is not installed: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def with_toy(line: Served) -> Iterator[Served]:
    toy = ToyBot(line.discord, line.credentials, f"{line.url}/api/v10")
    with BotDouble(line.credentials.public_key, toy.answer) as bot:
        toy.register()
        line.discord.connect(bot.interactions_url, bot.events_url, toy.fire)
        yield line
    toy.rest.close()
