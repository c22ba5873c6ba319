"""Calls a scheduled function as EventBridge does."""

import json
import logging
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from botocore.exceptions import BotoCoreError, ClientError

from infra.local.aws import PATIENT, REGION, LocalAws

log = logging.getLogger(__name__)


class Invoker:
    def __init__(self, aws: LocalAws) -> None:
        self._lambda = aws.client("lambda", PATIENT)

    def __call__(self, function: str, time: datetime) -> None:
        """Waits for the answer. A failure is logged, not raised: EventBridge would not tell anybody either."""
        try:
            answer = self._lambda.invoke(FunctionName=function, Payload=json.dumps(scheduled_event(time)))
        except (BotoCoreError, ClientError) as problem:
            log.warning("%s could not be invoked: %s", function, problem)
            return
        if "FunctionError" in answer:
            log.warning("%s failed at %s: %s", function, time, answer["Payload"].read().decode())


def scheduled_event(time: datetime) -> dict[str, Any]:
    return {
        "version": "0",
        "id": str(uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "time": time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": REGION,
        "resources": [],
        "detail": {},
    }
