"""The graded tests of the demo's stages, each with its questions."""

from decimal import Decimal
from typing import Any

from courses.questions.models import Choice, Question, Test
from demo.content import both, folder
from demo.pages.blocks import key_of


def load_tests() -> None:
    """Every test of the folder that its stage has not got yet."""
    for written in folder("tests"):
        words, key = written.words, key_of(f"learn/{written.words['stage']}")
        if Test.objects.filter(module_key=key).exists():
            continue
        said = {**both(words["title"], "title"), **both(words["about"], "about")}
        test = Test.objects.create(module_key=key, pass_mark=words["pass_mark"], attempts=words["attempts"], **said)
        for position, asked in enumerate(words["questions"], start=1):
            ask(asked, test=test, position=position, topics=f"{words['topic']['zh']}, {words['topic']['en']}")


def ask(words: dict[str, Any], **place: Any) -> None:
    said: dict[str, str] = {}
    for name in ("text", "hint", "explanation", "unit"):
        said |= both(words.get(name) or "", name)
    exact = {name: Decimal(str(words[name])) for name in ("number", "tolerance") if name in words}
    question = Question.objects.create(kind=words["kind"], drawing=words.get("drawing", ""), **exact, **place, **said)
    for position, choice in enumerate(words.get("choices", ()), start=1):
        said = {
            **both(choice["text"], "text"),
            **both(choice.get("partner", ""), "partner"),
            **both(choice.get("why", ""), "why"),
        }
        Choice.objects.create(question=question, position=position, is_right=choice.get("right", False), **said)
