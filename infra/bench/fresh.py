"""What a fresh process does from its first line on, and how long it takes; nothing may be imported before.

Run as a program: `python -P fresh.py TASK FILE`. The file holds one HTTP event a line. Prints JSON.
"""

import time

BEGAN = time.perf_counter()

import json  # noqa: E402 - it is a part of what is measured
import os  # noqa: E402
import sys  # noqa: E402


def answer(file: str) -> str:
    """The last answer's body."""
    from functions.interactions.app import handler

    body = ""
    with open(file) as events:  # noqa: PTH123 - pathlib is not the door's to import
        for event in events:
            body = handler(json.loads(event), None)["body"]
    return body


def import_hikari(file: str) -> str:
    import hikari

    return str(hikari.__name__)


def make_boto3_client(file: str) -> str:
    import boto3

    return boto3.client("dynamodb").meta.service_model.service_name


TASKS = {"answer": answer, "hikari": import_hikari, "boto3": make_boto3_client}


def main() -> None:
    told = TASKS[sys.argv[1]](sys.argv[2])
    seconds = time.perf_counter() - BEGAN
    with open("/proc/self/status") as status:  # noqa: PTH123
        peak = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
    json.dump({"seconds": seconds, "peak_bytes": peak, "told": told}, sys.stderr)
    sys.stderr.flush()
    os._exit(0)  # without taking down what was made: Lambda never does


if __name__ == "__main__":
    main()
