"""The bot's token: from the environment, or from an SSM SecureString, read once and again after a refusal."""

from paddock import aws
from paddock.outages import asking


class BotToken:
    def __init__(self, value: str, parameter: str) -> None:
        self._value = value
        self._parameter = parameter

    def read(self) -> str:
        if not self._value:
            self.renew()
        return self._value

    def renew(self) -> str:
        """Look again: somebody may have stored a new one."""
        if self._parameter:
            with asking("AWS"):
                answer = aws.ssm().get_parameter(Name=self._parameter, WithDecryption=True)
            self._value = answer["Parameter"]["Value"]
        return self._value
