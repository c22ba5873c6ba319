"""A warm door against the bare work on the same bytes: PyNaCl's check, `json.loads`, `json.dumps` of the answer."""

import json
from collections.abc import Callable, Iterator
from statistics import median
from time import perf_counter

from nacl.signing import VerifyKey

from infra.bench.posts import PING, Payload, command
from infra.bench.product import SIGNER, door
from infra.bench.table import Row, compared

ROUNDS = 4000
"""Each runs the one and then the other, so that a slow moment of the machine is slow for both."""
MOST_PING = 1.3
MOST_COMMAND = 2.5


def rows() -> Iterator[Row]:
    yield _row("PING through the HTTP door", PING, MOST_PING)
    yield _row("/ping, a command without storage, with its log line", command("ping", {}), MOST_COMMAND)


def _row(what: str, payload: Payload, most: float) -> Row:
    event, handler = SIGNER.event(payload), door()
    answer = json.loads(handler(event, None)["body"])
    key = VerifyKey(bytes.fromhex(SIGNER.public_key))

    def bare_work() -> object:
        headers, body = event["headers"], event["body"].encode()
        message = headers["x-signature-timestamp"].encode() + body
        key.verify(message, bytes.fromhex(headers["x-signature-ed25519"]))
        json.loads(body)
        return json.dumps(answer)

    ours, bare = alternated(lambda: handler(event, None), bare_work, ROUNDS)
    return compared(what, ours, "bare work", bare, most)


def alternated(one: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The medians, in seconds."""
    took: list[tuple[float, float]] = []
    for _ in range(rounds):
        start = perf_counter()
        one()
        middle = perf_counter()
        other()
        took.append((middle - start, perf_counter() - middle))
    return median(first for first, _ in took), median(second for _, second in took)
