"""Works the queue off as Lambda would: one message of a group after the other, and whoever is given back waits."""

from collections import Counter
from collections.abc import Callable

from paddock import aws
from paddock.jobs.model import Envelope
from paddock.wiring import Wiring


def work_off(wiring: Wiring, wait: Callable[[float, str], None]) -> Counter[str]:
    """How many deliveries ended in what way. `wait` is told the seconds that a group has to wait, and which."""
    outcomes: Counter[str] = Counter()
    queue, url = aws.sqs(), wiring.settings.queue_url
    while messages := queue.receive_message(QueueUrl=url, MaxNumberOfMessages=10, AttributeNames=["All"]).get(
        "Messages"
    ):
        held = False
        for message in messages:
            if not held:
                wiring.clients.discord.reset()
                verdict = wiring.worker.deliver(Envelope.model_validate_json(message["Body"]), 1)
                outcomes[verdict.outcome] += 1
                hold = max(verdict.hold or 0.0, wiring.clients.discord.pause)
                wait(hold, message["Attributes"]["MessageGroupId"])
                held = verdict.hold is not None or hold > 0
            if held:
                queue.change_message_visibility(
                    QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
                )
            else:
                queue.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return outcomes
