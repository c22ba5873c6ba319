"""The queue between the doors, one receive at a time."""

from collections.abc import Collection
from typing import Any

from functions.interactions import reception, worker
from paddock import aws

Message = dict[str, Any]


def received(url: str = "") -> list[Message]:
    """Up to ten messages, as Lambda hands them to the worker."""
    asked = url or reception.WIRING.settings.queue_url
    answer = aws.sqs().receive_message(QueueUrl=asked, MaxNumberOfMessages=10, AttributeNames=["All"])
    return [
        {
            "messageId": each["MessageId"],
            "receiptHandle": each["ReceiptHandle"],
            "body": each["Body"],
            "attributes": each["Attributes"],
        }
        for each in answer.get("Messages", [])
    ]


def settle(messages: list[Message], returned: Collection[str]) -> None:
    """What was given back can be received again at once, the rest is gone."""
    url = reception.WIRING.settings.queue_url
    for each in messages:
        handle = each["receiptHandle"]
        if each["messageId"] in returned:
            aws.sqs().change_message_visibility(QueueUrl=url, ReceiptHandle=handle, VisibilityTimeout=0)
        else:
            aws.sqs().delete_message(QueueUrl=url, ReceiptHandle=handle)


def work(messages: list[Message], context: Any = None) -> list[str]:
    """Hand the messages over; the ids of those that the worker gave back."""
    answer = worker.handler({"Records": messages}, context)
    returned = [each["itemIdentifier"] for each in answer["batchItemFailures"]]
    settle(messages, returned)
    return returned
