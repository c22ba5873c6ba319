"""Fresh processes: with the source tree, or with what is deployed."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra import build
from infra.bench.posts import Event

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).with_name("fresh.py")


@dataclass(frozen=True)
class Told:
    seconds: float
    peak_bytes: int
    told: str


@dataclass(frozen=True)
class Tree:
    """Where a process imports from."""

    name: str
    path: str

    def run(self, task: str, events: Sequence[Event], environment: dict[str, str], bytecode: Path) -> Told:
        """`bytecode` is kept from process to process: what is measured is a start, not a compilation."""
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.writelines(json.dumps(event) + "\n" for event in events)
            file.flush()
            run = subprocess.run(
                [sys.executable, "-P", str(PROGRAM), task, file.name],
                env=environment
                | {"PATH": os.environ["PATH"], "PYTHONPATH": self.path, "PYTHONPYCACHEPREFIX": str(bytecode)},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        if run.returncode:
            raise RuntimeError(f"{task} in the {self.name}: {run.stderr}")
        told: dict[str, Any] = json.loads(run.stderr)
        return Told(**told)


def source() -> Tree:
    return Tree("source tree", f"{ROOT}:{ROOT / 'lib'}")


def deployable() -> Tree:
    """As it is deployed, but with packages for this interpreter."""
    return Tree("deployable", f"{build.program()}:{build.local_packages()}")
