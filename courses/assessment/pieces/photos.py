"""Piece 6: the product's photos, a line for each, and which is the cover."""

from django.utils.translation import gettext_lazy as _

from courses.assessment.pieces.photographed import PhotographedForm


class PhotosForm(PhotographedForm):
    heading = _("Your photos")
    fewest = 3
    shots = (
        _("The whole product, on a plain ground"), _("Everything in the box"), _("Close up: texture, or cut open"),
        _("How big: a hand, a ruler or the scale"), _("Where it is from: plot, maker or batch label"),
    )  # fmt: skip
