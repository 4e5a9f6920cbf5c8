"""What an operation refused, said in the form beside the field it is about: what to do, in words."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from courses.fieldlog import operations
from courses.fieldlog.measures import short


def say_unlikely(fault: Any) -> str:
    words = _(
        "A year here brings at most %(most)s kg, even in the best of years; %(already)s kg are in the log already. "
        "Check the number and the unit: 斤 is half a kilogram."
    )
    return words % {"most": fault.most, "already": short(fault.already)}


FAULTS: dict[type[Exception], tuple[tuple[str, ...], Callable[[Any], str]]] = {
    operations.FutureDay: (
        ("done_on", "seen_on", "since", "transplanted_on", "planted_on"),
        lambda fault: _("This day is still to come. A log tells what was done: choose today or an earlier day."),
    ),
    operations.LongAgo: (("done_on",), lambda fault: _("This is more than a year ago. Choose the day on which it was done.")),
    operations.DaysCrossed: (
        ("transplanted_on", "seen_on"),
        lambda fault: _("This day is before the work it follows. Check both days."),
    ),
    operations.TooMany: ((), lambda fault: _("You have twenty plots and herds here. Ask your mentor which to keep.")),
    operations.NotItsWork: ((), lambda fault: _("This work does not belong here. Choose the work again.")),
    operations.Unlikely: (("kg",), say_unlikely),
    operations.PointsMissing: (("points",), lambda fault: _("Tick at least one thing that you saw on the spot.")),
    operations.WordsMissing: (("words",), lambda fault: _("Write what you saw that is not as the log says.")),
}


def say_fault(form: forms.Form, fault: Exception) -> None:
    """Put the words for `fault` beside the field it is about (the first filled in, of several days), else above the form."""
    names, words = FAULTS[type(fault)]
    there = [name for name in names if name in form.fields]
    filled = [name for name in there if form.cleaned_data.get(name)]
    form.add_error(next(iter([*filled, *there]), None), words(fault))
