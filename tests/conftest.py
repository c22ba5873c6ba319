"""Before anything of the product is imported: the environment that it reads, an AWS in this process, a Discord."""

import logging
import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support import aws, shared

NOBODY = {"application_id": "1", "public_key": "00" * 32, "bot_token": "nobody"}

logging.getLogger("ministack").setLevel(logging.WARNING)
aws.install()
_fake: Any = None
if shared.has_strict_discord():
    shared.use_strict_discord()
    from fake_discord import FakeDiscord

    _fake = FakeDiscord().start()
os.environ |= aws.environment(
    _fake.api if _fake else "http://127.0.0.1:9", _fake.control.credentials() if _fake else NOBODY
)


@pytest.fixture
def account() -> Iterator[aws.Account]:
    """An empty AWS with the product's tables and queue."""
    with aws.account() as fresh:
        aws.make_resources()
        yield fresh


@pytest.fixture
def discord() -> Any:
    """The control of an independent, stricter Discord with nothing in it."""
    if _fake is None:
        pytest.skip(shared.NO_STRICT_DISCORD)
    _fake.reset()
    return _fake.control


@pytest.fixture
def world(account: aws.Account, discord: Any) -> Iterator[Any]:
    """The product, with its own AWS and Discord; a run that broke Discord's contract fails."""
    from tests.support.world import World

    yield World(account, discord)
    assert discord.problems() == []
