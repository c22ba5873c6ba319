"""The environment as the project's programs read it: what is exported, then what `.env` says."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def environment(file: Path = ROOT / ".env") -> dict[str, str]:
    """A variable that is exported wins, an empty one too: `DISCORD_API_URL= make run` sets aside what `.env` says."""
    return _read(file) | os.environ


def _read(file: Path) -> dict[str, str]:
    lines = file.read_text().splitlines() if file.exists() else []
    pairs = (line.strip().removeprefix("export ").partition("=") for line in lines)
    return {
        name.strip(): value.strip().strip("\"'") for name, equals, value in pairs if equals and not name.startswith("#")
    }
