"""The benchmark's story: whatever the product learns, each of its requests finds what it needs."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
from infra.bench import trips

missed = [row.what for row in trips.rows(trips.requests()) if not row.ok]
raise SystemExit("; ".join(missed) or 0)
"""


def test_every_request_of_the_story_is_answered_and_none_asks_too_often() -> None:
    """In a process of its own, whose log the benchmark reads."""
    ran = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
