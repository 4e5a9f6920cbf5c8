"""Piece 4: the pack and its label; the batch number is suggested from the picking month and the grower's initials."""

from datetime import date
from typing import Any

from anyascii import anyascii
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.assessment.fields import GramsField, LineField
from courses.assessment.pieces.base import Fact, Maker, PieceForm, fact


def initials(name: str) -> str:
    """Two or three capitals for a name: 盘美花 → PMH, Pan Meihua → PM."""
    words = [anyascii(character) for character in name] if name.isalpha() and not name.isascii() else anyascii(name).split()
    return "".join(word.strip()[:1].upper() for word in words if word.strip())[:3] or "Y"


def suggested_batch(name: str, months: list[int], today: date) -> str:
    """Initials, the year and month of the last picking before `today`, and the first of the day: PMH-2603-01."""
    past = [month for month in months if month <= today.month]
    year, month = (today.year, max(past)) if past else (today.year - 1, max(months)) if months else (today.year, today.month)
    return f"{initials(name)}-{year % 100:02d}{month:02d}-01"


class LabelForm(PieceForm):
    heading = _("Your label")
    rows = (("label_name",), ("grams", "batch"), ("grower", "best_before"), ("storage",))

    label_name = LineField(
        most=24,
        label=_("Name on the label"),
        help_text=_("As buyers will read it."),
        ask=_("Write the name as it stands on the label."),
    )
    grams = GramsField(
        label=_("Net weight"),
        help_text=_("250, 半斤 or 五两 all work."),
        wrong=_("Write the weight in grams, like 250, or as 半斤."),
    )
    batch = LineField(
        most=24, label=_("Batch"), help_text=_("From your initials and the picking month."),
        ask=_("Write the batch number, so that a buyer can trace the pack."),
    )  # fmt: skip
    grower = LineField(
        most=40, label=_("Grower or maker"), help_text=_("As it stands on the pack."), ask=_("Write who grew or made it.")
    )
    best_before = LineField(
        most=40,
        label=_("Best before"),
        help_text=_("A month, or how long it keeps."),
        ask=_("Write until when it is good, like 2028 年 3 月."),
    )
    storage = LineField(most=80, label=_("How to keep it"), ask=_("Write how to keep it, like: sealed, cool and dry."))

    @classmethod
    def suggestions(cls, maker: Maker) -> dict[str, Any]:
        product, field = maker.known.get("product", {}), maker.known.get("field", {})
        return {
            "label_name": product.get("name_zh", ""),
            "grower": maker.name,
            "batch": field.get("batch") or suggested_batch(maker.name, product.get("harvest_months", []), maker.today),
        }

    @classmethod
    def facts(cls, content: dict[str, Any]) -> list[Fact]:
        return [
            fact(content, "label_name", _("Name on the label")),
            fact(content, "grams", _("Net weight"), lambda grams: gettext("%(grams)s g") % {"grams": grams}),
            fact(content, "batch", _("Batch")),
            fact(content, "grower", _("Grower or maker")),
            fact(content, "best_before", _("Best before")),
            fact(content, "storage", _("How to keep it")),
        ]
