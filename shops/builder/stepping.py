"""How a step goes: shown, kept as it is typed, saved, gone on from. What is typed is never lost, over a sign-in neither."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clock import now
from shops.builder import editions, queries, saying, steps
from shops.builder.forms_front import DeliveryForm
from shops.franchise.changing import NotChangeable
from shops.franchise.models import Shop

CARRIED = "typed before signing in"  # in the session: step → what was typed
View = Callable[..., HttpResponse]
Make = Callable[..., forms.Form]
Save = Callable[[Any, int | None], object]
LOCKED = gettext_lazy("Your shop cannot be changed just now. Nothing was changed; what you typed is still here, to copy.")


class NotSaved(Exception):
    """The form says by now why it was not saved."""


def carried(key: str) -> Callable[[View], View]:
    """A step's view: what somebody posts whose session ended is shown to them again when they have signed in."""

    def over_sign_in(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and not request.user.is_authenticated:
                lists = list(request.POST.lists())[:60]
                request.session[CARRIED] = {key: {name: [steps.cut(name, v) for v in texts[:20]] for name, texts in lists}}
            return login_required(view)(request, *args, **kwargs)

        return answered

    return over_sign_in


def typed_in(form: forms.Form, data: QueryDict | dict[str, list[str]]) -> dict[str, Any]:
    """The texts of the form's fields as they were typed, and what they were typed over: the edition (`seen`), or the
    product's values (`shown`)."""
    lists = dict(data.lists()) if isinstance(data, QueryDict) else data
    found: dict[str, Any] = {"seen": "".join(lists.get("seen", [])[-1:])}
    found |= {"shown": lists["shown"][-1]} if lists.get("shown") else {}
    for name, field in form.fields.items():
        values = lists.get(name, [])
        many = isinstance(field, forms.MultipleChoiceField)
        found[name] = [str(one) for one in values][:20] if many else "".join(values[-1:])
    return found


def unsaved(request: HttpRequest, shop: Shop, key: str, empty: forms.Form) -> dict[str, Any]:
    """What the person typed into this step and did not save: before they signed in just now, or when they left."""
    over = request.session.get(CARRIED, {}).get(key, {})
    if over.get("of") == [str(shop.pk)]:  # on a shared phone the next to sign in has another shop
        return typed_in(empty, over)
    left = steps.bookmark_of(shop, request.user)
    return left.typed if left and left.step == key else {}


def step(request: HttpRequest, key: str, make: Make, initial: dict[str, Any], save: Save, **context: Any) -> HttpResponse:
    """Show the step, keep what was typed unsaved, or save it and go on to the next."""
    shop: Shop = context["shop"]
    if request.method != "POST":
        typed = unsaved(request, shop, key, make(initial=initial))
        return page(request, key, make(initial=initial | typed), typed.get("seen", ""), has_typed=bool(typed), **context)
    request.session.pop(CARRIED, None)
    form, pressed = make(request.POST, initial=initial), request.POST.get("do", "")
    if pressed in ("save", "later", "forget"):
        return kept(request, shop, key, form, pressed)
    seen = request.POST.get("seen", "")
    outcome = saved(request, key, form, save, shop) if form.is_valid() else {}
    if outcome is None:
        return redirect(f"{reverse(steps.BY_KEY[key].url)}#look" if pressed == "look" else next_url(request, key, shop))
    return page(request, key, form, str(outcome.get("seen", seen)), clash=outcome, **context)


def next_url(request: HttpRequest, key: str, shop: Shop) -> str:
    return reverse(steps.next_for(key, request.user, shop).url)


def kept(request: HttpRequest, shop: Shop, key: str, form: forms.Form, pressed: str) -> HttpResponse:
    """Keep what was typed as it is, or forget it; nothing of the shop changes."""
    at = now()
    if pressed == "forget":
        steps.leave_at(shop=shop, by=request.user, key=key, at=at)
        return redirect(steps.BY_KEY[key].url)
    steps.keep_typed(shop=shop, by=request.user, key=key, typed=typed_in(form, request.POST), at=at)
    if request.headers.get("X-Autosave"):
        return HttpResponse(time_format(timezone.localtime(at), "H:i"), content_type="text/plain; charset=utf-8")
    messages.success(request, _("What you typed is kept. Come back whenever you like; you go on where you stopped."))
    return redirect("builder:progress")


def saved(request: HttpRequest, key: str, form: forms.Form, save: Save, shop: Shop) -> dict[str, Any] | None:
    """None when saved; else what to show: {} for a shop that may not change now, or both versions of what clashes."""
    before = editions.number_of(shop)
    try:
        save(form, number(request.POST.get("seen", "")))
    except NotChangeable:
        messages.warning(request, LOCKED)
        return {}
    except NotSaved:
        return {}
    except editions.ChangedMeanwhile as changed:
        return clashing(form, changed)
    say_saved(request, shop, before, key)
    for warning in getattr(form, "warnings", list)():
        messages.warning(request, warning)
    steps.leave_at(shop=shop, by=request.user, key=steps.next_for(key, request.user, shop).key, at=now())
    return None


def say_saved(request: HttpRequest, shop: Shop, before: int, key: str = "") -> None:
    """Say that it is saved, with the press that takes it back when anything changed. Goods are in no edition."""
    after = editions.latest(shop)
    is_draft = key != "first" and after is not None and after.published_at is None
    words = _("Saved. Shoppers see it when you publish.") if is_draft else _("Saved.")
    undo = reverse("builder:take_back", args=[after.number]) if after and after.number > before else ""
    messages.success(request, words, extra_tags=undo)


def clashing(form: forms.Form, changed: editions.ChangedMeanwhile) -> dict[str, Any]:
    """Theirs and the person's own of each part that both changed, who it was and when; and what `seen` is from now on."""
    mine = {**form.cleaned_data, **({"fees": form.fees()} if isinstance(form, DeliveryForm) else {})}
    rows = [
        (saying.label_of(part), saying.said(part, value), saying.said(part, mine.get(part)))
        for part, value in changed.theirs.items()
    ]
    return {"rows": rows, "by": changed.last.made_by, "at": changed.last.made_at, "seen": changed.last.number}


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def page(request: HttpRequest, key: str, form: forms.Form, seen: str, **context: Any) -> HttpResponse:
    shop = context["shop"]
    front, place = editions.front_of(shop), steps.place_of(key)
    of_shop = form.fields if key != "first" else ()  # a product has a name too
    typed = {name: form[name].value() for name in of_shop if name in front}
    shown = {
        "form": form, "step": steps.BY_KEY[key], "steps": steps.STEPS, "place": place,
        "seen": seen if number(seen) is not None else editions.number_of(shop),
        "goods": list(queries.goods_of(shop)), "locked": not shop.is_changeable,
        "look": front | typed, "back": steps.before(key, request.user, shop), **context,
    }  # fmt: skip
    return render(request, f"shops/builder/step_{key}.html", shown)
