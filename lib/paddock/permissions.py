"""Discord's permission bits by name, and the ladder of what a command may need."""

from enum import IntEnum, IntFlag


class Permission(IntFlag):
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    CONNECT = 1 << 20
    MANAGE_ROLES = 1 << 28
    MANAGE_EVENTS = 1 << 33
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    CREATE_EVENTS = 1 << 44

    @property
    def label(self) -> str:
        """As Discord's settings spell it."""
        return (self.name or str(int(self))).replace("_", " ").title()


class Need(IntEnum):
    """Who may ask for something; whoever may do more may do this too."""

    ANYONE = 0
    HOST = 1
    ORGANIZER = 2
    ADMIN = 3
