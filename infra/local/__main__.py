"""`make run`: starts the stack, says so in stack.json, and stops it all at Ctrl-C."""

import json
import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from infra.environment import environment
from infra.local.aws import REGION
from infra.local.settings import CannotStart, Settings
from infra.local.stack import Stack, started
from infra.register import NotRegistered


def main() -> int:
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    logging.getLogger("infra").setLevel(logging.INFO)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        settings = Settings.read(environment())
        with started(settings) as stack, _announced(stack, settings.ready_file):
            sys.stdout.write(_banner(stack))
            sys.stdout.flush()
            stack.emulator.wait()
            raise CannotStart(f"The local AWS has ended by itself; {stack.aws.folder}/ministack.log may say why.")
    except (CannotStart, NotRegistered) as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    except KeyboardInterrupt:
        return 0


def _stop(_number: int, _frame: FrameType | None) -> None:
    """The first signal begins an orderly end, which no further one may disturb."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


@contextmanager
def _announced(stack: Stack, file: Path) -> Iterator[None]:
    beside = file.with_suffix(".new")
    beside.write_text(json.dumps(_description(stack), indent=1) + "\n")
    beside.replace(file)
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def _description(stack: Stack) -> dict[str, object]:
    return {
        "interactions_url": stack.interactions_url,
        "events_url": stack.events_url,
        "discord_url": stack.page_url or stack.application.api_url,
        "aws_endpoint_url": stack.aws.url,
        "region": REGION,
        "application_id": stack.application.application_id,
        "public_key": stack.application.public_key,
        "functions": stack.deployment.functions,
    }


def _banner(stack: Stack) -> str:
    if stack.page_url:
        return f"\n  Paddock is ready: open {stack.page_url}\n  Ctrl-C stops it and keeps its state.\n\n"
    return (
        f"\n  Paddock is ready for {stack.application.api_url}\n"
        f"  Interactions endpoint: {stack.interactions_url}\n"
        f"  Webhook events endpoint: {stack.events_url}\n"
        "  Ctrl-C stops it and keeps its state.\n\n"
    )


if __name__ == "__main__":
    sys.exit(main())
