"""How a person's shop came from their coursework."""

from django.utils.translation import gettext_lazy as _

from common.personal import part

mine = part("builder")
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
mine.holds_nothing("builder.Placement", why="says only which work became which room, activity or walk, and goes with it")
