"""The tables in README.md, made from the code: `python -m infra.readme` writes them, `--check` only compares."""

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from infra.template.load import load
from infra.variables import VARIABLES
from paddock.asyncs.records import ASYNC, ASYNCS, POOL
from paddock.audit.records import AUDIT_LINE
from paddock.calendar.records import EVENT, WARNED
from paddock.catalog import COMMANDS
from paddock.crews.records import NEEDS
from paddock.discord.registration import summary
from paddock.discord.request import Command
from paddock.jobs.halt import HALT, WAIT
from paddock.jobs.records import PROMISE
from paddock.ledger import RECEIPT
from paddock.live_races.records import LIVE_RACE, RACES
from paddock.matches.records import MATCH, OPEN_MATCHES
from paddock.notices.records import INBOX, NOTICE
from paddock.organizations.checks import NEEDED
from paddock.organizations.records import LINK_CODE, ORGANIZATION, SERVER
from paddock.organizations.views import INSTALL
from paddock.people.records import PERSON
from paddock.permissions import Need
from paddock.placeholders.records import APPEARANCE, LINKS, LINKS_MARK, PLACEHOLDER
from paddock.runs.records import DRAWN, ENTRANT, RUN, THREAD
from paddock.scores.records import PARS
from paddock.speedgaming.backoff import BACKOFF
from paddock.tasks.records import TASK
from paddock.tournaments.records import DIRECTORY, TOURNAMENT

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
PLACE = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
ITEMS = (
    ORGANIZATION,
    SERVER,
    LINK_CODE,
    PERSON,
    DIRECTORY,
    TOURNAMENT,
    MATCH,
    OPEN_MATCHES,
    EVENT,
    WARNED,
    NEEDS,
    ASYNCS,
    ASYNC,
    POOL,
    RUN,
    THREAD,
    ENTRANT,
    DRAWN,
    PARS,
    LIVE_RACE,
    RACES,
    NOTICE,
    INBOX,
    TASK,
    RECEIPT,
    HALT,
    WAIT,
    LINKS,
    LINKS_MARK,
    PLACEHOLDER,
    APPEARANCE,
    BACKOFF,
    PROMISE,
    AUDIT_LINE,
)
WHO = {Need.ANYONE: "everybody", Need.HOST: "hosts", Need.ORGANIZER: "organizers", Need.ADMIN: "admins"}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def commands() -> str:
    return table(("command", "options", "for", "what it does"), (_command(each) for each in COMMANDS))


def _command(command: type[Command]) -> tuple[str, str, str, str]:
    fields = command.model_fields
    named = command.option_names().items()
    options = " ".join(name if fields[field].is_required() else f"[{name}]" for name, field in named)
    return f"`/{command.path}`", options, WHO[command.needs], summary(command)


def variables() -> str:
    return table(("variable", "meaning", "default"), ((each.names, each.meaning, each.default) for each in VARIABLES))


def targets() -> str:
    found = re.findall(r"^([a-z]+):.*## (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    return table(("command", "what it does"), ((f"`make {name}`", what) for name, what in found))


def keys() -> str:
    rows = []
    for item in ITEMS:
        rows.append((item.table.value, item.purpose, f"`{item.pk}`", f"`{item.sk}`"))
        rows += [(f"{item.table}, index `{each.name}`", "", f"`{each.pk}`", f"`{each.sk}`") for each in item.indexes]
    return table(("table", "what it holds", "partition key", "sort key"), rows)


def alarms() -> str:
    resources = load()["Resources"].items()
    found = (
        (name, str(each["Properties"]["AlarmDescription"]))
        for name, each in resources
        if each["Type"] == "AWS::CloudWatch::Alarm"
    )
    return table(("alarm", "when"), found)


def install() -> str:
    """Not a table, but the permissions in it are computed too."""
    return f"    {INSTALL.format(application='APPLICATION_ID', bits=int(NEEDED))}\n"


TABLES: dict[str, Callable[[], str]] = {
    "commands": commands,
    "variables": variables,
    "targets": targets,
    "keys": keys,
    "alarms": alarms,
    "install": install,
}


def written(text: str) -> str:
    return PLACE.sub(lambda place: f"{place[1]}\n{TABLES[place[2]]()}\n{place[3]}", text)


def main() -> int:
    before = README.read_text()
    after = written(before)
    if "--check" in sys.argv:
        return int(before != after)
    README.write_text(after)
    return 0


if __name__ == "__main__":
    sys.exit(main())
