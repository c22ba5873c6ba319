"""What a Discord client would not let a person do."""


class ClientRefused(Exception):
    """The text is for the person."""
