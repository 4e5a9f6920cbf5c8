"""What an operation refused, said in the form beside the field it is about: what to do, in words."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.fieldlog import keeping, operations
from courses.fieldlog.measures import short


def say_unlikely(fault: Any) -> str:
    words = _(
        "A year here seldom brings more than %(most)s kg (%(basis)s); %(already)s kg are in the log already. "
        "Check the number and the unit: 斤 is half a kilogram. If it is right, tick “The weight is right” and keep it."
    )
    return words % {"most": fault.most, "basis": fault.basis, "already": short(fault.already)}


def say_closed(fault: Any) -> str:
    words = _(
        "%(name)s was closed on %(day)s and takes no new lines. What you wrote still stands below: "
        "ask your mentor to open it again, then press the button once more."
    )
    return words % {"name": fault.subject.name, "day": date_format(fault.subject.closed_on)}


def say_too_early(fault: Any) -> str:
    words = _("The log has work up to %(day)s. Choose that day or a later one.")
    return words % {"day": date_format(fault.last)}


FAULTS: dict[type[Exception], tuple[tuple[str, ...], Callable[[Any], str]]] = {
    operations.FutureDay: (
        ("done_on", "seen_on", "closed_on", "since", "transplanted_on", "planted_on"),
        lambda fault: _("This day is still to come. A log tells what was done: choose today or an earlier day."),
    ),
    operations.LongAgo: (
        ("done_on", "closed_on"),
        lambda fault: _("This is more than a year ago. Choose the day on which it was done."),
    ),
    operations.DaysCrossed: (
        ("transplanted_on", "seen_on"),
        lambda fault: _("This day is before the work it follows. Check both days."),
    ),
    keeping.TooMany: ((), lambda fault: _("You have twenty plots and herds here. Close those you no longer keep.")),
    keeping.NotAPartner: (("ground",), lambda fault: _("This partner is not one of your boot camp’s. Choose again.")),
    operations.Closed: ((), say_closed),
    keeping.TooEarly: (("closed_on",), say_too_early),
    keeping.WhyMissing: (("words",), lambda fault: _("Write in a few words why.")),
    keeping.WrongReason: (("reason",), lambda fault: _("Choose why it is closed.")),
    keeping.OwnLand: (
        ("organisation",),
        lambda fault: _("Own land is no organisation’s. Choose where it is again, or no organisation."),
    ),
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
