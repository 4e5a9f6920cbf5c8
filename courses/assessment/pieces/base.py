"""What all pieces have: a form whose checked answers are the piece, suggestions, and a reading of it for a mentor."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.fields import echoes
from common.sanitise import CONTROL
from common.shop_names import boasts
from courses.assessment.enclosing import EnclosedField
from courses.assessment.fields import TextField

BESIDE = frozenset({"note", "voice", "paper"})  # they go to the mentor and are no part of the shop
LONGEST_TYPED = 5000  # characters of one field kept in a draft


@dataclass(frozen=True)
class Maker:
    """Who makes the piece, and what is known already, so that nothing is asked twice."""

    name: str
    language: str
    today: date
    known: dict[str, dict[str, Any]] = field(default_factory=dict)  # piece → content, of the same product
    photos: tuple[Any, ...] = ()  # uploads.Photo, in the order they were added
    townships: tuple[tuple[str, str], ...] = ()  # to choose from, where the piece asks for one
    ideas: tuple[tuple[str, str], ...] = ()  # names (Chinese, English) to begin with, where the piece asks for one


@dataclass(frozen=True)
class Fact:
    """One line of a piece as a reader sees it; `key` finds the same line in another version."""

    key: str
    label: str
    value: str


class PieceForm(forms.Form):
    """A piece of the shop. Subclasses say `rows` (fields that stand side by side), `content` and `facts`."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = ()
    heading: ClassVar[Any] = ""
    public: ClassVar[tuple[str, ...]] = ()  # fields whose words buyers read: no boasts
    use_required_attribute = False  # an empty field is kept and explained, not stopped by the browser

    def __init__(self, data: Any = None, *, maker: Maker, initial: Mapping[str, Any] | None = None) -> None:
        self.maker = maker
        super().__init__(data, initial={**self.suggestions(maker), **(initial or {})}, label_suffix="")
        self.fields["note"] = TextField(most=600, ask="", rows=2, required=False, label=_("Anything to tell your mentor?"))
        self.fields["voice"] = EnclosedField(
            "voice", label=_("Or say it"), help_text=_("A voice note, up to 3 minutes and 5 MB.")
        )
        self.fields["paper"] = EnclosedField(
            "paper", label=_("A paper"), help_text=_("A test report or a licence as PDF, up to 10 MB.")
        )

    @classmethod
    def suggestions(cls, maker: Maker) -> dict[str, Any]:
        """What to write into fields nobody has typed in yet."""
        return {}

    @classmethod
    def as_typed(cls, content: dict[str, Any]) -> dict[str, Any]:
        """Content as one would type it: the draft of a piece whose draft is lost."""
        return dict(content)

    def content(self) -> dict[str, Any]:
        """The piece as checked so far; what is missing or not understood is absent or None."""
        return {name: value for name, value in self.cleaned_data.items() if name not in BESIDE}

    def warnings(self) -> list[str]:
        """What is allowed but unwise."""
        words = boasts(*(str(self.cleaned_data.get(name) or "") for name in self.public))
        said = gettext(
            "The advertising law does not allow words like “%(words)s” without proof. Say what can be measured instead."
        )
        return [said % {"words": listed(words)}] if words else []

    @classmethod
    def facts(cls, content: dict[str, Any]) -> list[Fact]:
        """The content in the reader's language, line by line."""
        raise NotImplementedError

    def shown_rows(self) -> list[list[forms.BoundField]]:
        return [[self[name] for name in row] for row in self.rows]

    def echoes(self) -> dict[str, str]:
        """How what was typed was understood, where that is not the same."""
        return echoes(self)


def typed(form: PieceForm, data: Any) -> dict[str, Any]:
    """The draft: what was typed in each field, as typed, without characters nobody types."""
    draft: dict[str, Any] = {}
    for name, kind in form.fields.items():
        value = kind.widget.value_from_datadict(data, {}, name)
        if isinstance(value, list):
            draft[name] = [tidy(each) for each in value[:50]]
        elif value is not None:
            draft[name] = tidy(value)
    return draft


def tidy(text: Any) -> str:
    return CONTROL.sub("", str(text)).replace("\r\n", "\n")[:LONGEST_TYPED]


def chosen(choices: tuple[tuple[Any, Any], ...], value: Any) -> str:
    """The words of a choice, or '' for what is no choice."""
    return str(dict(choices).get(value, ""))


def listed(words: Iterable[Any]) -> str:
    """Words one after another with the comma of the reader's language."""
    return gettext(", ").join(str(word) for word in words)


def fact(content: dict[str, Any], key: str, label: Any, say: Callable[[Any], str] = str) -> Fact:
    """A line of `content`; '' where there is nothing."""
    value = content.get(key)
    return Fact(key, str(label), "" if value in (None, "", []) else say(value))
