"""Keeps the local AWS's state whole when the stack is killed in the middle of a deployment."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def undone_unless_finished(state: Path) -> Iterator[None]:
    """What is in the folder now comes back at the next start, should the block never end or fail.

    The local AWS saves what it has when it is told to stop, and a stack that is half updated can't be deployed to
    again. Until the deployment is done nobody has used the stack, so nothing is lost by going back.
    """
    copy, unsure = state.with_name(f"{state.name}.before"), state.with_name(f"{state.name}.unsure")
    shutil.rmtree(unsure, ignore_errors=True)
    if copy.exists():
        shutil.rmtree(state, ignore_errors=True)
        shutil.copytree(copy, state)
    else:
        state.mkdir(parents=True, exist_ok=True)
        shutil.copytree(state, unsure)
        unsure.rename(copy)
    yield
    copy.rename(unsure)
    shutil.rmtree(unsure)
