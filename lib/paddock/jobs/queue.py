"""The FIFO queue to the worker: jobs of one group arrive one after the other."""

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from paddock.errors import Unavailable
from paddock.jobs.model import Envelope, digest

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

log = logging.getLogger(__name__)

MOST_MESSAGES = 10
"""SQS's limit for one batch."""


class Queue:
    def __init__(self, client: Callable[[], "SQSClient"], url: str) -> None:
        """`client` is asked for only when there is something to send."""
        self._client = client
        self._url = url

    def send(self, envelopes: Sequence[Envelope]) -> int:
        """How many were taken. The others are not lost: the sweep finds what was not sent."""
        sent = 0
        for start in range(0, len(envelopes), MOST_MESSAGES):
            batch = envelopes[start : start + MOST_MESSAGES]
            entries = [_entry(at, envelope) for at, envelope in enumerate(batch)]
            try:
                answer = self._client().send_message_batch(QueueUrl=self._url, Entries=entries)
            except (BotoCoreError, ClientError, Unavailable) as failure:
                log.warning("%d jobs not sent for now: %s", len(batch), failure)
                continue
            sent += len(answer.get("Successful", ()))
        return sent


def _entry(at: int, envelope: Envelope) -> "SendMessageBatchRequestEntryTypeDef":
    return {
        "Id": str(at),
        "MessageBody": envelope.model_dump_json(),
        "MessageGroupId": digest(envelope.group),
        "MessageDeduplicationId": envelope.deduplication,
    }
