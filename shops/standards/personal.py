"""What inspections, measures and rights say of a person's shop, and who said it."""

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, part

mine = part("standards")
BY_NUMBER = "names by number who decided; the row it points to holds no name any more"
mine.holds(
    "standards.InspectionLine", "inspection__shop__owner", title=_("What inspections found in your shop"),
    shown={"rule__title": _("the rule"), "is_kept": _("kept"), "words": _("words")}, erase={"words": ""},
)  # fmt: skip
mine.holds(
    "standards.SellingRight", "shop__owner", title=_("Which goods your shop may sell"),
    shown={
        "category__name": _("category"), "is_granted": _("granted"), "reason": _("reason"), "licence": _("licence number"),
        "at": _("when"),
    },
    erase={"reason": "", "licence": ""},
)  # fmt: skip
mine.holds(
    "standards.Measure", "shop__owner", title=_("Warnings and other measures about your shop"),
    shown={
        "kind": _("kind"), "state": _("state"), "reasons": _("reasons"), "to_do": _("what to do"),
        "effective_on": _("from"), "at": _("when"),
    },
    erase={"reasons": "", "to_do": ""},
)  # fmt: skip
mine.holds(
    "standards.Objection", "by", title=_("What you answered to measures"),
    shown={"words": _("words"), "at": _("when"), "answer": _("answer"), "answered_at": _("answered on")},
    erase={"words": "", "answer": ""},
)  # fmt: skip
mine.holds(
    "standards.UnkeptLine", "shop__owner", title=_("Rules your shop does not keep"),
    shown={"rule__title": _("the rule"), "since": _("since")}, erase=DELETE,
)  # fmt: skip
mine.points("standards.SellingRight", "by", why=BY_NUMBER)
mine.points("standards.Measure", "by", why=BY_NUMBER)
mine.points("standards.Objection", "answered_by", why=BY_NUMBER)
for model in ("RuleBook", "BrandRule", "Training", "CommissionRate", "GraveReason"):
    mine.holds_nothing(f"standards.{model}", why="what the franchise asks of every shop")
mine.holds_nothing("standards.InspectionLine_photos", why="goes with the line it belongs to, and with the photograph")
