"""StreamField values as they are stored. Ids come from the page's path, so both languages have the same blocks."""

import uuid
from typing import Any

NAMESPACE = uuid.UUID("6d0f3c1e-6c1b-5c55-9a7e-1a2b6f0c7d11")


def key_of(path: str) -> uuid.UUID:
    """The translation key of the page at `path` (under the home page): the same on every machine."""
    return uuid.uuid5(NAMESPACE, path)


class Blocks:
    """Builds one page's blocks; ids are numbered in the order of asking, which is the same in every language."""

    def __init__(self, path: str) -> None:
        self.path, self.count = path, 0

    def new_id(self) -> str:
        self.count += 1
        return str(uuid.uuid5(NAMESPACE, f"{self.path}#{self.count}"))

    def one(self, kind: str, value: Any) -> dict[str, Any]:
        """A block of a stream."""
        return {"type": kind, "value": value, "id": self.new_id()}

    def several(self, kind: str, values: list[Any]) -> dict[str, Any]:
        """A block of a stream that is a list."""
        return self.one(kind, [self.one("item", value) for value in values])


def picture(name: str | None) -> dict[str, Any]:
    return {"drawing": name or "", "photo": None, "alt": ""}


def step(words: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": words["title"],
        "picture": picture(words.get("picture")),
        "text": words["text"],
        "tip": words.get("tip") or "",
    }


def titled(words: dict[str, Any]) -> dict[str, Any]:
    return {"title": words["title"], "text": words["text"], "picture": picture(words.get("picture"))}


def fact(words: dict[str, Any]) -> dict[str, Any]:
    """A label and its value; content names them so, or `name` and `note` where a thing differs by place."""
    return {
        "label": str(words.get("label", words.get("name", ""))),
        "value": str(words.get("value", words.get("note", ""))),
    }
