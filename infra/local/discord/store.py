"""Where the world is kept: one SQLite file, written with every change, so that a killed process loses nothing."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Generic, TypeVar

from infra.local.discord.model import Entity

E = TypeVar("E", bound=Entity)


class Store:
    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Requests are served one at a time, but not always by the thread that made the connection.
        self._db = sqlite3.connect(path, check_same_thread=False)
        # A write-ahead log survives kill -9 without an fsync per change.
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS entities (kind TEXT, id TEXT, body TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID"
        )
        self._db.execute("CREATE TABLE IF NOT EXISTS files (id TEXT PRIMARY KEY, content BLOB)")
        self._db.commit()

    def load(self, kind: str) -> list[str]:
        rows = self._db.execute("SELECT body FROM entities WHERE kind = ?", (kind,))
        return [body for (body,) in rows]

    def put(self, kind: str, id: str, body: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO entities VALUES (?, ?, ?)", (kind, id, body))

    def drop(self, kind: str, id: str) -> None:
        self._db.execute("DELETE FROM entities WHERE kind = ? AND id = ?", (kind, id))

    def put_file(self, id: str, content: bytes) -> None:
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (id, content))

    def find_file(self, id: str) -> bytes | None:
        row = self._db.execute("SELECT content FROM files WHERE id = ?", (id,)).fetchone()
        return row[0] if row else None

    def drop_file(self, id: str) -> None:
        self._db.execute("DELETE FROM files WHERE id = ?", (id,))

    def commit(self) -> None:
        self._db.commit()

    def close(self) -> None:
        self._db.commit()
        self._db.close()


class Shelf(Generic[E]):
    """All entities of one kind: read from memory, written through to the store."""

    def __init__(self, store: Store, kind: type[E]) -> None:
        self._store = store
        self._kind = kind.__name__
        loaded = (kind.model_validate_json(body) for body in store.load(self._kind))
        self._items = {entity.id: entity for entity in sorted(loaded, key=lambda entity: _age(entity.id))}

    def __iter__(self) -> Iterator[E]:
        return iter(list(self._items.values()))

    def __contains__(self, id: object) -> bool:
        return id in self._items

    def __getitem__(self, id: str) -> E:
        return self._items[id]

    def __len__(self) -> int:
        return len(self._items)

    def find(self, id: str | None) -> E | None:
        return self._items.get(id) if id else None

    def put(self, entity: E) -> E:
        self._items[entity.id] = entity
        self._store.put(self._kind, entity.id, entity.model_dump_json(exclude_defaults=True))
        return entity

    def drop(self, id: str) -> None:
        self._items.pop(id, None)
        self._store.drop(self._kind, id)


class Files:
    """The contents of attachments, which are read only when somebody looks at them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, id: str, content: bytes) -> None:
        self._store.put_file(id, content)

    def find(self, id: str) -> bytes | None:
        return self._store.find_file(id)

    def drop(self, id: str) -> None:
        self._store.drop_file(id)


def _age(id: str) -> tuple[int, str]:
    return (int(id) if id.isdigit() else 0), id
