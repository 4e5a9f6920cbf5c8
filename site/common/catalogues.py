"""What the interface says and whether it is said in Chinese: every string of code and templates, and the catalogues."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

CALLS = {
    "_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext",
}  # fmt: skip
IN_TEMPLATE = re.compile(
    r"\b(n?p?gettext|_)\(((?:u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|r?'''.*?'''|\"\"\".*?\"\"\"),?\s*)+)", re.S
)
LITERAL = re.compile(r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")", re.S)
FOLDERS = ("site", "cms", "courses", "shops", "templates")


def sources(suffix: str) -> Iterator[Path]:
    """Our own files with this suffix, tests and migrations apart."""
    for folder in FOLDERS:
        for path in sorted((settings.ROOT / folder).rglob(f"*{suffix}")):
            if "migrations" not in path.parts and path.name != "catalogues.py":
                yield path


def strings_of_code(path: Path) -> Iterator[str]:
    """The first literal of every gettext call (both of an ngettext), and the context-free text of pgettext."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in CALLS:
            continue
        literals = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        yield from literals[1:2] if name.startswith("pgettext") else literals[:2] if name.startswith("n") else literals[:1]


def strings_of_template(path: Path) -> Iterator[str]:
    """What `{% translate %}` and `{% blocktranslate %}` say, as Django extracts it."""
    for call in IN_TEMPLATE.finditer(templatize(path.read_text(encoding="utf-8"), origin=str(path))):
        for literal in LITERAL.findall(call[2])[: 2 if call[1].startswith("n") else 1]:
            yield ast.literal_eval(literal)


def strings() -> dict[str, Path]:
    """Every string of the interface and a file that says it."""
    found: dict[str, Path] = {}
    for path in sources(".py"):
        for text in strings_of_code(path):
            found.setdefault(text, path)
    for suffix in (".html", ".txt"):
        for path in sources(suffix):
            for text in strings_of_template(path):
                found.setdefault(text, path)
    return {text: path for text, path in found.items() if text.strip()}


def translations() -> tuple[set[str], list[str]]:
    """The strings that have a Chinese translation, and the faults found in the catalogues."""
    said: set[str] = set()
    faults: list[str] = []
    for folder in settings.LOCALE_PATHS:
        source = Path(folder) / "zh_Hans" / "LC_MESSAGES" / "django.po"
        with source.open("rb") as lines:
            catalogue = read_po(lines, locale="zh_Hans", abort_invalid=True)
        for message in catalogue:
            if not message.id:
                continue
            texts = message.string if isinstance(message.string, tuple | list) else [message.string]
            ids = message.id if isinstance(message.id, tuple | list) else [message.id]
            if message.fuzzy or not all(texts):
                faults.append(f"{source.relative_to(settings.ROOT)}: {'fuzzy' if message.fuzzy else 'empty'}: {ids[0]!r}")
            else:
                said.update(ids)
            for error in message.check():
                faults.append(f"{source.relative_to(settings.ROOT)}: {error}: {ids[0]!r}")
    return said, faults


CLASSES = re.compile(r"{%\s*block (?:band|body_class)\s*%}.*?{%\s*endblock[^%]*%}")  # names of styles, not words
TAGS = re.compile(r"{%\s*(comment|blocktranslate|blocktrans|verbatim)\b.*?{%\s*end\1\s*%}|{%.*?%}|{{.*?}}|{#.*?#}", re.S)
CODE = re.compile(r"<(script|style|svg)\b.*?</\1>|<!--.*?-->|<!doctype[^>]*>", re.S | re.I)
SPOKEN = re.compile(r"\b(?:alt|title|placeholder|aria-label)=\"([^\"]*)\"")
LANG_MARKED = re.compile(r"<(\w+)[^>]*\blang=\"[^\"{]+\"[^>]*>[^<]*</\1>")
WORD = re.compile(r"[A-Za-z]{2,}|[\u3400-\u9fff]")


def bare_words(path: Path) -> Iterator[str]:
    """Words of a template that stand outside any translation tag; text marked with its own `lang` is meant as it is."""
    text = CODE.sub(" ", TAGS.sub("\x00", CLASSES.sub(" ", path.read_text(encoding="utf-8"))))
    for spoken in SPOKEN.findall(text):
        if WORD.search(spoken):
            yield spoken
    text = re.sub(r"<[^>]*>", "\n", LANG_MARKED.sub(" ", text))
    for line in re.sub(r"&\w+;", " ", text).replace("\x00", " ").splitlines():
        if WORD.search(line):
            yield line.strip()
