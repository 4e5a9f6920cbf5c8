"""The county's content files: one per thing, both languages side by side."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

ROOT = settings.ROOT / "site" / "demo" / "content"
NUMBER = re.compile(r"^(\d+)-")
LANGUAGES = {"zh", "en"}
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where libyaml is there


@dataclass(frozen=True)
class Written:
    """One content file: its slug (without the number that orders it) and what stands in it."""

    slug: str
    words: dict[str, Any]
    file: Path

    def said(self, language: str) -> dict[str, Any]:
        """The file in one language: every {zh, en} replaced by its text."""
        return in_language(self.words, language)


@cache
def read(name: str) -> Any:
    """What stands in one file, by its path under the content folder."""
    return yaml.load((ROOT / name).read_text(encoding="utf-8"), Loader=Loader)


def in_language(tree: Any, language: str) -> Any:
    """`tree` with every mapping of languages replaced by its text in `language` ('' when that is missing)."""
    if isinstance(tree, list):
        return [in_language(branch, language) for branch in tree]
    if not isinstance(tree, dict):
        return tree
    if tree and set(tree) <= LANGUAGES:
        return tree.get(language) or ""
    return {name: in_language(branch, language) for name, branch in tree.items()}


def order(path: Path) -> tuple[int, str]:
    """Files and folders sort by their leading number, then by name."""
    number = NUMBER.match(path.name)
    return (int(number.group(1)) if number else 0, path.name)


def slug_of(path: Path) -> str:
    return NUMBER.sub("", path.stem if path.suffix else path.name)


def folder(name: str, skip: frozenset[str] = frozenset()) -> Iterator[Written]:
    """The files of a folder in their order, but those named in `skip`."""
    for path in sorted((ROOT / name).glob("*.yaml"), key=order):
        if path.name not in skip:
            yield Written(slug_of(path), read(str(path.relative_to(ROOT))), path)


def folders(name: str) -> Iterator[Path]:
    """The folders inside a folder, in their order, relative to the content folder."""
    for path in sorted((path for path in (ROOT / name).iterdir() if path.is_dir()), key=order):
        yield path.relative_to(ROOT)


def both(words: Any, name: str) -> dict[str, str]:
    """`words` as the two columns of a translated field: {"name_zh_hans": …, "name_en": …}."""
    pair = words if isinstance(words, dict) else {"zh": words, "en": words}
    return {f"{name}_zh_hans": str(pair.get("zh") or ""), f"{name}_en": str(pair.get("en") or "")}


def both_lines(lines: list[Any], name: str) -> dict[str, str]:
    """Several texts as one translated field, a line each."""
    pairs = [both(line, name) for line in lines]
    return {key: "\n".join(pair[key] for pair in pairs) for key in both("", name)}
