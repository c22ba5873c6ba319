"""Paddock on one machine: a local AWS with template.yaml deployed to it, and a Discord and a feed to go with it."""

import platform
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from subprocess import Popen

import httpx

from infra.local.aws import LocalAws, running
from infra.local.demo import furnish
from infra.local.deploy import Deployment, deploy
from infra.local.discord.app import SimulatedDiscord
from infra.local.discord.seed import CASTER, PLAYERS
from infra.local.invoke import Invoker
from infra.local.ports import free
from infra.local.safety import undone_unless_finished
from infra.local.schedules import Ticker, schedules
from infra.local.settings import Application, CannotStart, Settings
from infra.local.simulation import simulated_discord, simulated_feed
from infra.locks import Taken, locked
from infra.register import register
from infra.template.load import load
from paddock.catalog import registration

ARCHITECTURES = {"aarch64": "arm64", "arm64": "arm64", "x86_64": "x86_64"}
SAVING_SECONDS = 30
"""How long the local AWS of a stack that was killed may take to save its state."""


@dataclass(frozen=True)
class Stack:
    aws: LocalAws
    emulator: Popen[bytes]
    deployment: Deployment
    application: Application
    page_url: str | None
    """None with a Discord that is not ours."""

    @property
    def interactions_url(self) -> str:
        return f"{self._api_url}/interactions"

    @property
    def events_url(self) -> str:
        return f"{self._api_url}/events"

    @property
    def _api_url(self) -> str:
        return f"{self.aws.url}/_aws/execute-api/{self.deployment.api_id}"


@contextmanager
def started(settings: Settings) -> Iterator[Stack]:
    """The stack, ready for its first interaction; all of it is gone afterwards, but for its state."""
    page_port, aws_port, feed_port = _ports(settings.first_port)
    with ExitStack() as parts:
        aws_lock = _lock(settings, parts)
        application, simulation = settings.discord, None
        if application is None:
            application, simulation = parts.enter_context(simulated_discord(settings.state / "discord", page_port))
        page_url = application.api_url.removesuffix("api/v10") if simulation else None
        now = simulation.now if simulation else lambda: datetime.now(UTC)
        feed_url = settings.speedgaming_api_url or parts.enter_context(
            simulated_feed(
                settings.state / "feed",
                feed_port,
                now,
                people=_in_the_feed(simulation),
                discord_url=page_url or "",
            )
        )

        aws = LocalAws(settings.state / "aws", free(aws_port))
        with undone_unless_finished(aws.folder / "state"):
            emulator = parts.enter_context(running(aws, lock=aws_lock, enforces_iam=settings.enforces_iam))
            _keep_token(aws, settings.token_parameter, application.bot_token)
            deployment = deploy(aws, _parameters(settings, application, feed_url))

        stack = Stack(aws, emulator, deployment, application, page_url)
        register(application.api_url, application.application_id, application.bot_token, registration())
        _wake(stack)
        if simulation:
            feed_page = "" if settings.speedgaming_api_url else feed_url.removesuffix("api")
            parts.enter_context(_ticking(stack, simulation, feed_page))
            if page_url and not settings.speedgaming_api_url:
                furnish(page_url, settings.state / "discord")
        yield stack


def _ports(first: int) -> tuple[int, int, int]:
    return (first, first + 1, first + 2) if first else (0, 0, 0)


def _in_the_feed(simulation: SimulatedDiscord | None) -> Mapping[str, str]:
    """Those of the simulated Discord whom the feed's samples name."""
    known = simulation.people() if simulation else {}
    return {name: known[name] for name in (*PLAYERS, CASTER) if name in known}


def _lock(settings: Settings, parts: ExitStack) -> int:
    """One stack a folder; the local AWS of an earlier one may still be saving."""
    state = settings.state
    try:
        parts.enter_context(locked(state / "stack.lock", patience=0))
    except Taken as taken:
        raise CannotStart(f"A stack runs in {state} already; PADDOCK_STATE_DIR names another folder.") from taken
    settings.ready_file.unlink(missing_ok=True)  # of a stack that was killed
    try:
        return parts.enter_context(locked(state / "aws.lock", patience=SAVING_SECONDS))
    except Taken as taken:
        raise CannotStart(f"The local AWS of an earlier stack in {state} does not end.") from taken


def _keep_token(aws: LocalAws, parameter: str, token: str) -> None:
    aws.client("ssm").put_parameter(Name=parameter, Value=token, Type="SecureString", Overwrite=True)


def _parameters(settings: Settings, application: Application, feed_url: str) -> dict[str, str]:
    return {
        "Stage": "local",
        "Architecture": ARCHITECTURES[platform.machine()],
        "DiscordApplicationId": application.application_id,
        "DiscordPublicKey": application.public_key,
        "DiscordBotTokenParameter": settings.token_parameter,
        "DiscordApiUrl": application.api_url,
        "SpeedGamingApiUrl": feed_url,
    }


def _wake(stack: Stack) -> None:
    """A first, unsigned request: the door must refuse it, and has its process started for those that follow."""
    answer = httpx.post(stack.interactions_url, json={"type": 1}, timeout=30)
    if answer.status_code != httpx.codes.UNAUTHORIZED:
        raise CannotStart(f"The interactions function does not work; it answered {answer.status_code}: {answer.text}")


@contextmanager
def _ticking(stack: Stack, simulation: SimulatedDiscord, feed_page: str) -> Iterator[None]:
    events = stack.aws.client("events")

    def enable_rules(enabled: bool) -> None:
        change = events.enable_rule if enabled else events.disable_rule
        for rule in stack.deployment.rules:
            change(Name=rule)

    ticker = Ticker(
        schedules(load(), stack.deployment.functions),
        simulation,
        invoke=Invoker(stack.aws),
        enable_rules=enable_rules,
    )
    with ticker.running():
        simulation.connect(stack.interactions_url, stack.events_url, ticker.fire, feed_url=feed_page)
        yield
