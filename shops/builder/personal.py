"""How a person's shop came from their coursework, how its front was changed, and what was left unsaved."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, part
from shops.builder.front import SPOKEN

mine = part("builder")


def words_of(row: Any) -> str:
    """What the version said, in the languages it has."""
    front = row.front
    return "\n".join(front[key] for name in SPOKEN for key in (f"{name}_zh_hans", f"{name}_en") if front.get(key))


mine.holds(
    "builder.Generation", "enrolment__trainee", title=_("How your shop was made"),
    shown={"shop__name": _("shop"), "generated_at": _("made on"), "base": _("what your pieces said")}, erase={"base": {}},
)  # fmt: skip
mine.holds(
    "builder.MadeProduct", "generation__enrolment__trainee", title=_("Which goods came of which piece"),
    shown={
        "number": _("number"), "product__name": _("product"), "base": _("what your pieces said"), "costing": _("cost sheet"),
    },
    erase={"base": {}, "costing": {}},
)  # fmt: skip
mine.holds(
    "builder.Edition", "shop__owner", title=_("Versions of your shop"),
    shown={"shop__name": _("shop"), "number": _("number"), "made_at": _("made on"), "words": _("words")},
    reads={"words": words_of}, erase=DELETE,
)  # fmt: skip
mine.holds(
    "builder.Bookmark", "person", "shop__owner", title=_("What you typed into your shop and did not save"),
    shown={"shop__name": _("shop"), "step": _("step"), "typed": _("words"), "kept_at": _("when")}, erase=DELETE,
)  # fmt: skip
mine.points(
    "builder.Edition", "made_by", why="names by number who changed the shop; the row they point to holds no name any more"
)
mine.holds_nothing("builder.Placement", why="says only which work became which room, activity or walk, and goes with it")
mine.holds_nothing("builder.TranslatedPair", why="marks that tell whether words were changed, from which none can be read")
mine.holds_nothing("builder.NameKey", why="numbers made of the public names of shops, from which none can be read")
mine.holds_nothing("builder.FamousBrand", why="names of brands, kept by the county's managers")
