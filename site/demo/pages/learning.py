"""What boot camps teach, from their files to the fields of pages. Each function answers for one language."""

from typing import Any

from demo.pages.blocks import Blocks, fact, step, titled

Words = dict[str, Any]


def programme(words: Words, blocks: Blocks) -> Words:
    return {
        "title": words["title"],
        "lede": words["promise"],
        "drawing": words["picture"],
        "introduction": words["lede"],
        "facts": [blocks.one("fact", fact(line)) for line in words["facts"]],
        "leaves": [blocks.one("gain", titled(gain)) for gain in words["leaves"]],
        "needs": "\n".join(words["needs"]),
    }


def stage(words: Words, blocks: Blocks) -> Words:
    return {"title": words["title"], "lede": words["summary"], "drawing": words["picture"], "makes": words["makes"]}


def lesson(words: Words, blocks: Blocks) -> Words:
    return {
        "title": words["title"],
        "lede": words["promise"],
        "drawing": words["picture"],
        "minutes": words["minutes"],
        "body": lesson_body(words, blocks),
    }


def lesson_body(words: Words, blocks: Blocks) -> list[Words]:
    """Steps first, then the worked example, the warning and the words."""
    body = [blocks.several("steps", [step(one) for one in words["steps"]])]
    if words.get("example"):
        body.append(blocks.one("example", example(words["example"], blocks)))
    if words.get("warning"):
        body.append(blocks.one("warning", {"title": words["warning"]["title"], "text": words["warning"]["text"]}))
    if words.get("words"):
        body.append(blocks.several("words", [{"word": one["word"], "meaning": one["meaning"]} for one in words["words"]]))
    return body


def example(words: Words, blocks: Blocks) -> Words:
    return {
        "title": words["title"],
        "text": words.get("text") or "",
        "lines": [blocks.one("item", fact(line)) for line in words["lines"]],
        "result": words.get("result") or "",
    }
