"""Besides the eight: something guests do on the farm, by the hour."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.assessment.fields import TextField
from courses.assessment.pieces.base import Fact, fact
from courses.assessment.pieces.visit import GroupForm


class ActivityForm(GroupForm):
    heading = _("Your farm activity")
    shots = (_("Hands at work"), _("The place, with the sky in it"), _("What a guest takes home"))
    rows = (
        ("name_zh",), ("name_en",), ("about",), ("minutes", "price_fen"), ("least", "most"), ("months",), ("bring",),
        ("safety",), ("come",), ("phone",),
    )  # fmt: skip

    bring = TextField(
        most=200, rows=2, label=_("What guests bring"), help_text=_("Boots, a hat, a bag. Write what you lend, too."),
        ask=_("Write what guests should bring, or that you lend everything."),
    )  # fmt: skip
    safety = TextField(
        most=300, rows=3, label=_("What could hurt a guest, and what you do about it"),
        help_text=_("Blades, bees, steep paths, animals, rain, small children."),
        ask=_("Write what could hurt a guest, and what you do about it."),
    )  # fmt: skip

    @classmethod
    def own_facts(cls, content: dict[str, Any]) -> list[Fact]:
        return [
            *super().own_facts(content),
            fact(content, "bring", _("What guests bring")),
            fact(content, "safety", _("What could hurt a guest, and what you do about it")),
        ]
