"""What is asked of a plot, a herd, an entry and a check: as few questions as the work needs, the last answers suggested."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from courses.assessment.fields import LineField, NumberField, TextField
from courses.fieldlog.activities import INPUT, MEDICINE, NOTHING, YIELD, Activity
from courses.fieldlog.crops import Animal, Crop
from courses.fieldlog.fields import AmountField, AreaField, DayField, KilosField
from courses.fieldlog.models import LogEntry, Unit, Weather, Yield
from courses.fieldlog.operations import Said
from courses.fieldlog.subjects import REASONS, Ground, Reason, Subject

WRONG_DAY = _("Write the day, like 2026-11-03 or 11月3日.")


class SentOnce(forms.Form):
    """A form whose key goes out with the page, so that a second sending makes nothing twice."""

    use_required_attribute = False
    key = forms.UUIDField(
        widget=forms.HiddenInput, initial=uuid4, error_messages={"required": _("Open this page again, then write."),
                                                                 "invalid": _("Open this page again, then write.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, label_suffix="", **given)

    def fields_said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


def choice(label: Any, choices: Any, ask: Any, *, tiles: bool = False, **given: Any) -> forms.ChoiceField:
    """One of a few, as a list to open or as tiles."""
    widget = forms.RadioSelect if tiles else forms.Select
    rows = choices if tiles else (("", _("Choose one")), *choices)
    return forms.ChoiceField(
        label=label, choices=rows, widget=widget, error_messages={"required": ask, "invalid_choice": ask}, **given
    )


def ground() -> forms.ChoiceField:
    return choice(_("Whose land it is on"), Ground.choices, _("Choose whose land it is on."), tiles=True, initial=Ground.BASE)


def name_of(label: Any, hint: Any) -> LineField:
    return LineField(
        most=40, label=label, help_text=hint, ask=_("Write what you call it, so that you can tell it from the others.")
    )


def place() -> LineField:
    return LineField(
        most=80, label=_("Place"), help_text=_("Village or part of the base, like 河口村 or 基地东坡."),
        ask=_("Write where it lies; buyers will read it as the origin."),
    )  # fmt: skip


class SubjectForm(SentOnce):
    """Abstract. The cohort's `partners` stand among the answers to whose land it is; one's own is always one of them."""

    def __init__(self, data: Any = None, *, partners: Iterable[Organisation] = (), **given: Any) -> None:
        super().__init__(data, **given)
        self.partners = {f"partner-{one.pk}": one for one in partners}
        if self.partners:
            field: Any = self.fields["ground"]
            field.choices = [*((key, one.name) for key, one in self.partners.items()), (Ground.OWN, Ground.OWN.label)]
            field.initial = next(iter(self.partners))

    def fields_said(self) -> dict[str, Any]:
        said = super().fields_said()
        partner = self.partners.get(said["ground"])
        return {**said, "ground": Ground.BASE, "organisation": partner} if partner else said


class PlotForm(SubjectForm):
    name = name_of(_("Name of the plot"), _("As you call it at home, like 屋后地 or P07."))
    crop = choice(_("Crop"), Crop.choices, _("Choose the crop."))
    variety = LineField(most=40, required=False, ask="", label=_("Variety, if you know it"))
    area_m2 = AreaField(
        label=_("Area"),
        help_text=_("In mu: 0.5, 半亩, 三分地 and 200 平方米 all work."),
        wrong=_("Write the area in mu, like 0.5 or 三分: more than nothing, at most 100 mu."),
    )
    ground = ground()
    place = place()
    planted_on = DayField(required=False, label=_("Sown or planted on"), wrong=WRONG_DAY)
    transplanted_on = DayField(
        required=False,
        label=_("Transplanted on"),
        help_text=_("The days are counted from here. Leave it empty if it has not been."),
        wrong=WRONG_DAY,
    )


class HerdForm(SubjectForm):
    name = name_of(_("Name of the herd"), _("As you call it, like 后山牛栏."))
    animal = choice(_("Animals"), Animal.choices, _("Choose the animals."))
    breed = LineField(most=40, required=False, ask="", label=_("Breed, if you know it"))
    count = NumberField(
        least=1, most=50_000, label=_("How many"), help_text=_("9 or 九 both work."),
        wrong=_("Write how many there are, like 9: at least one."),
    )  # fmt: skip
    ground = ground()
    place = place()
    since = DayField(label=_("Kept since"), wrong=WRONG_DAY)


class EntryForm(SentOnce):
    """One entry of a given work: asks only what that work needs."""

    done_on = DayField(label=_("Day"), wrong=WRONG_DAY)
    used = LineField(most=60, required=False, ask=_("Write the name as it stands on the label."), label=_("What was used"))
    quantity = AmountField(required=False, label=_("How much"), wrong=_("Write a number, like 30 or 1.5."))
    unit = choice(_("Unit"), Unit.choices, _("Choose the unit."), required=False)
    dose = LineField(
        most=60, required=False, label=_("Dilution or dose"),
        help_text=_("As the label says, like 1,500 times or 10 g to 15 L."),
        ask=_("Write the dilution or the dose from the label."),
    )  # fmt: skip
    waiting_days = NumberField(
        least=0, most=365, required=False, label=_("Waiting days"),
        help_text=_("From the label: the pre-harvest interval, or the withdrawal period. 0 if the label says none."),
        wrong=_("Write the waiting days from the label as a number, like 14."),
    )  # fmt: skip
    kg = KilosField(
        label=_("Weight"), help_text=_("In kilograms; 300 斤 works too."), unit=_("kg"),
        wrong=_("Write the weight in kilograms, like 120, or as 240 斤."),
    )  # fmt: skip
    grade = choice(_("Grade"), Yield.Grade.choices, _("Choose the grade."), tiles=True, initial=Yield.Grade.B)
    is_sure = forms.BooleanField(label=_("The weight is right"), required=False)
    weather = choice(_("Weather"), Weather.choices, "", tiles=True, required=False)
    words = TextField(
        most=600, rows=3, required=False, ask="", label=_("In a few words"), help_text=_("What another should know, in a line.")
    )
    why = LineField(most=200, label=_("What was wrong?"), ask=_("Write what was wrong, like: counted 30 g as 300 g."))

    def __init__(self, data: Any = None, *, work: Activity, correcting: bool = False, **given: Any) -> None:
        super().__init__(data, **given)
        self.work, self.has_photos = work, False
        asked = {NOTHING: (), INPUT: ("used", "quantity", "unit"), YIELD: ("kg", "grade"),
                 MEDICINE: ("used", "quantity", "unit", "dose", "waiting_days")}[work.asks]  # fmt: skip
        for name in ("used", "quantity", "unit", "dose", "waiting_days", "kg", "grade"):
            if name not in asked:
                del self.fields[name]
            elif work.asks == MEDICINE:
                self.fields[name].required = True
        if work.asks == MEDICINE:
            self.fields["used"].label = _("Product name, as on the label")
        if not correcting:
            del self.fields["why"]
        if "kg" not in self.fields or "is_sure" not in self.data:
            del self.fields["is_sure"]

    def ask_if_sure(self) -> None:
        """Let what seems too much be said to be right: the question stands on the page only once it is asked."""
        self.fields.setdefault("is_sure", EntryForm.base_fields["is_sure"])

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields in the order they are asked; what belongs together stands side by side."""
        rows = [("why",), ("done_on",), ("kg",), ("is_sure",), ("grade",), ("used",), ("quantity", "unit"), ("dose",),
                ("waiting_days",), ("weather",), ("words",)]  # fmt: skip
        return [[self[name] for name in row if name in self.fields] for row in rows if row[0] in self.fields]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("quantity") and not given.get("unit") and "unit" not in self.errors:
            self.add_error("unit", _("Choose the unit."))
        if self.work.asks == NOTHING and not given.get("words") and not self.has_photos and "words" not in self.errors:
            self.add_error("words", _("Write a few words or add a photo, so that another can see what was done."))
        return given

    def said(self) -> Said:
        """What the entry says, as the operation takes it."""
        given = self.cleaned_data
        names = ("used", "quantity", "unit", "dose", "waiting_days", "weather", "words", "kg", "grade", "is_sure")
        said = {name: given[name] for name in names if given.get(name) is not None}
        if not given.get("quantity"):
            said.pop("unit", None)
        return Said(**said)


def as_typed(entry: LogEntry) -> dict[str, Any]:
    """An entry as one would type it, to correct it."""
    names = ("done_on", "used", "quantity", "unit", "dose", "waiting_days", "weather", "words")
    brought = getattr(entry, "brought", None)
    typed = {name: getattr(entry, name) for name in names}
    return typed | ({"kg": brought.kg, "grade": brought.grade} if brought else {})


class CheckForm(forms.Form):
    """What was seen on the spot."""

    use_required_attribute = False
    seen_on = DayField(label=_("Day of your visit"), wrong=WRONG_DAY)
    words = TextField(
        most=600, rows=3, required=False, ask="", label=_("Your words"),
        help_text=_("The trainee reads them. If it is not as the log says, write what you saw."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, work: Activity, **given: Any) -> None:
        super().__init__(data, label_suffix="", **given)
        self.fields["points"] = forms.MultipleChoiceField(
            choices=work.points, widget=forms.CheckboxSelectMultiple, required=False,
            label=_("What you saw with your own eyes"),
            error_messages={"invalid_choice": _("Tick what you saw.")},
        )  # fmt: skip
        self.order_fields(["seen_on", "points", "words"])


class CloseForm(forms.Form):
    """When and why a plot or herd was closed."""

    use_required_attribute = False
    closed_on = DayField(label=_("Last day of work"), wrong=WRONG_DAY)
    words = LineField(
        most=200, required=False, ask="", label=_("In a few words"), help_text=_("Needed only for “Something else”.")
    )

    def __init__(self, data: Any = None, *, subject: Subject, **given: Any) -> None:
        super().__init__(data, label_suffix="", **given)
        rows = [(reason, reason.label) for reason in REASONS[subject.kind]]
        self.fields["reason"] = choice(_("Why"), rows, _("Choose why it is closed."), tiles=True, initial=rows[0][0])
        self.order_fields(["closed_on", "reason", "words"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("reason") == Reason.OTHER and not given.get("words") and "words" not in self.errors:
            self.add_error("words", _("Write in a few words why."))
        return given


class ReopenForm(forms.Form):
    """Why a closed plot or herd is opened again; it stays on record."""

    use_required_attribute = False
    words = LineField(
        most=200, label=_("Why is it opened again?"), help_text=_("Like: closed by mistake. It stays on record."),
        ask=_("Write in a few words why."),
    )  # fmt: skip

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, label_suffix="", **given)
