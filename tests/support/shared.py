"""What lies beside the project in CI and may be absent elsewhere: the independent Discord and Discord's contract."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("PADDOCK_SHARED_DIR") or ROOT.parent / "shared")
STRICT_DISCORD = SHARED / "strict_discord"
OPENAPI = SHARED / "discord" / "openapi.json"
NO_STRICT_DISCORD = f"the independent strict Discord is not at {STRICT_DISCORD}"
NO_OPENAPI = f"Discord's OpenAPI document is not at {OPENAPI}"


def has_strict_discord() -> bool:
    return (STRICT_DISCORD / "fake_discord").is_dir()


def use_strict_discord() -> None:
    if str(STRICT_DISCORD) not in sys.path:
        sys.path.append(str(STRICT_DISCORD))
