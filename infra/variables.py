"""The environment variables that people set, and what each means; the README's table is made from here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Variable:
    names: str
    meaning: str
    default: str


VARIABLES = (
    Variable("`DISCORD_APPLICATION_ID`, `DISCORD_PUBLIC_KEY`", "the Discord application", "`make run` makes its own"),
    Variable("`DISCORD_BOT_TOKEN`", "the bot's token, or", "likewise"),
    Variable("`DISCORD_BOT_TOKEN_PARAMETER`", "the SSM SecureString that holds it", "`/paddock/discord/bot-token`"),
    Variable(
        "`DISCORD_API_URL`", "Discord's REST base", "`https://discord.com/api/v10`; `make run`: its simulated Discord"
    ),
    Variable(
        "`SPEEDGAMING_API_URL`", "the feed's base", "`https://speedgaming.org/api`; `make run`: its simulated feed"
    ),
    Variable("`PADDOCK_STATE_DIR`", "where `make run` keeps its state and `stack.json`", "`.local`"),
    Variable("`PADDOCK_PORT`", "first of the three ports that `make run` takes; 0: free ones", "`8080`"),
    Variable("`PADDOCK_ENFORCE_IAM`", "`1`: the local AWS refuses what the functions' roles don't allow", "off"),
    Variable("`AWS_ENDPOINT_URL`, `AWS_REGION`, credentials", "as AWS's SDKs read them", "set by `make run`"),
)
