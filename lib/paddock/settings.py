"""The environment, read once by the doors. Names and defaults are the ones that README and template.yaml give."""

from collections.abc import Mapping
from dataclasses import dataclass

from paddock.store.item import Table

DISCORD = "https://discord.com/api/v10"
SPEEDGAMING = "https://speedgaming.org/api"


@dataclass(frozen=True)
class Settings:
    tables: Mapping[Table, str]
    queue_url: str
    dead_letters_url: str
    application_id: str
    bot_token: str
    bot_token_parameter: str
    discord_api_url: str
    speedgaming_api_url: str

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        def get(name: str, default: str = "") -> str:
            return environment.get(name) or default

        return cls(
            tables={table: get(f"PADDOCK_{table.name}_TABLE", f"paddock-{table}") for table in Table},
            queue_url=get("PADDOCK_QUEUE_URL"),
            dead_letters_url=get("PADDOCK_DEAD_LETTERS_URL"),
            application_id=get("DISCORD_APPLICATION_ID"),
            bot_token=get("DISCORD_BOT_TOKEN"),
            bot_token_parameter=get("DISCORD_BOT_TOKEN_PARAMETER"),
            discord_api_url=get("DISCORD_API_URL", DISCORD),
            speedgaming_api_url=get("SPEEDGAMING_API_URL", SPEEDGAMING),
        )
