"""Form controls of the `yaodu` pack: bound to their hint and error, and answers as tiles."""

from dataclasses import dataclass

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from common.fields import meant

register = template.Library()
SWATCHES = {"band": "sw", "cloth": "sw c", "layout": "sw l"}  # what a sign is made of is shown, not only named
FEW, SHORT = 4, 14  # more answers than these stand in columns, if none is longer than these characters


@dataclass(frozen=True)
class Tile:
    """One answer: its control, its words, and the class of the swatch that shows it ('' for none)."""

    control: SafeString
    words: str
    swatch: str


def heard_with(field: BoundField) -> str:
    """The ids a reader hears with the control: hint, then what is wrong."""
    ids = [f"{field.auto_id}_hint"] if field.help_text else []
    return " ".join([*ids, f"{field.auto_id}_error"] if field.errors else ids)


@register.simple_tag
def control(field: BoundField, css: str = "in") -> SafeString:
    """The field's widget with the look's class, `aria-describedby` and `aria-invalid`."""
    own = field.field.widget.attrs
    attrs: dict[str, str | bool] = {"class": " ".join(filter(None, [css, own.get("class", "")]))}
    if described := heard_with(field):
        attrs["aria-describedby"] = described
    if field.errors:
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs=attrs)


@register.filter
def understood(field: BoundField) -> str:
    """How a number that was typed is read, when the form could not be kept for another reason; '' else."""
    value = meant(field) if field.form.is_bound and not field.errors else ""
    return gettext("We read this as %(value)s.") % {"value": value} if value else ""


@register.filter
def described_by(field: BoundField) -> str:
    return heard_with(field)


@register.filter
def kind(field: BoundField) -> str:
    """How the pack shows it: 'tick', 'tiles', 'hidden' or 'line'."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    return "tiles" if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple) else "line"


@register.filter
def tiles(field: BoundField) -> list[Tile]:
    """The answers of radios or checkboxes; `band`, `cloth` and `layout` show their pattern, colour and plan."""
    swatch = SWATCHES.get(field.name, "")
    return [
        Tile(one.tag(wrap_label=False), one.choice_label, f"{swatch} {one.data['value']}" if swatch else "") for one in field
    ]


@register.filter
def tiles_class(field: BoundField) -> str:
    """The class of the tiles' grid."""
    if field.name in SWATCHES:
        return {"band": "opts", "layout": "opts o3"}.get(field.name, "opts o4")  # a pattern needs more width than a colour
    words = [str(one.choice_label) for one in field]
    return "picklist many" if len(words) > FEW and max(map(len, words)) <= SHORT else "picklist"


@register.filter
def target(field: BoundField) -> str:
    """The id the error summary leads to: the control, or the first of several."""
    return f"{field.auto_id}_0" if kind(field) == "tiles" else field.auto_id


@register.filter
def faults(form: forms.BaseForm) -> int:
    """How many things are to be mended."""
    return sum(len(errors) for errors in form.errors.values())


@register.filter
def unit(field: BoundField) -> str:
    """What stands after the number, from the widget's `data-unit`: 克, ¥."""
    return field.field.widget.attrs.get("data-unit", "")
