"""What the HTTP function takes up: memory after many commands, and room when it is unpacked."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from infra import build
from infra.bench.endpoint import endpoint
from infra.bench.posts import Event, Payload, command, snowflake
from infra.bench.processes import deployable
from infra.bench.product import SIGNER, environment
from infra.bench.table import Row, at_most

MIB = 2**20
COMMANDS = 1000
MOST_MEMORY = 80
"""MiB."""


def rows() -> Iterator[Row]:
    peak = _peak_after(COMMANDS)
    yield at_most(f"Memory of the HTTP function's process after {COMMANDS:,} commands", peak / MIB, MOST_MEMORY, "MiB")
    what, unpacked = _deployable()
    yield at_most(f"Size of {what}, unpacked", build.size(unpacked) / MIB, build.DOORS.limit / MIB, "MiB")


def _peak_after(commands: int) -> int:
    with endpoint() as aws, tempfile.TemporaryDirectory() as bytecode:
        told = deployable().run("answer", list(_events(commands)), environment(aws.url), Path(bytecode))
    if "are yours" not in told.told and '"type": 4' not in told.told:
        raise RuntimeError(f"not an answer: {told.told}")
    return told.peak_bytes


def _events(number: int) -> Iterator[Event]:
    """A day at a busy desk: for each tournament some matches, and people who look at them."""
    while number > 0:
        for payload in _bout(snowflake())[:number]:
            yield SIGNER.event(payload)
            number -= 1


def _bout(guild: str) -> list[Payload]:
    tournament = command("tournament create", {"name": "Winter Open"}, guild)
    match = command("match create", {"tournament": tournament["id"], "when": "tomorrow 8pm"}, guild)
    looks = [("match show", {"match": match["id"]}), ("tournament list", {}), ("config audit", {}), ("help", {})]
    changes = [("match edit", {"match": match["id"], "when": "in 3 hours"}), ("me timezone", {"timezone": "Berlin"})]
    return [tournament, match, *(command(path, options, guild) for path, options in (*looks, *changes, *looks))]


def _deployable() -> tuple[str, Path]:
    """For Lambda's machine, if its packages can be had from here."""
    try:
        return "the deployable", build.aws("arm64")
    except subprocess.CalledProcessError:
        sys.stderr.write("The packages for arm64 cannot be had from here; this machine's are measured.\n")
        return "the deployable's packages for this machine", build.local_packages()
