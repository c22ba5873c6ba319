"""The simulated Discord and the simulated feed, served."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from infra.local.discord.app import Credentials, SimulatedDiscord
from infra.local.feed import create_feed
from infra.local.ports import listen, url
from infra.local.servers import serving
from infra.local.settings import Application


@contextmanager
def simulated_discord(folder: Path, port: int) -> Iterator[tuple[Application, SimulatedDiscord]]:
    with listen(port) as listener:
        credentials = Credentials.load_or_make(folder)
        discord = SimulatedDiscord(folder, credentials)
        application = Application(
            api_url=f"{url(listener)}/api/v10",
            application_id=credentials.application_id,
            public_key=credentials.public_key,
            bot_token=credentials.bot_token,
        )
        try:
            with serving(discord.app, listener, "simulated Discord"):
                try:
                    yield application, discord
                finally:
                    discord.hang_up()
        finally:
            discord.close()


@contextmanager
def simulated_feed(
    folder: Path, port: int, now: Callable[[], datetime], *, people: Mapping[str, str], discord_url: str
) -> Iterator[str]:
    """The feed's base url; its episodes keep their times when the stack is started again."""
    folder.mkdir(parents=True, exist_ok=True)
    feed = create_feed(now, people=people, folder=folder, discord_url=discord_url)
    with listen(port) as listener, serving(feed, listener, "simulated SpeedGaming"):
        yield f"{url(listener)}/api"
