"""The guide inside the CMS, for whoever may come in there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext

from cms.guide.chapters import chapters, found
from cms.guide.panel import guided, kind_of


def guide(request: HttpRequest) -> HttpResponse:
    """Every chapter, or those that say `q` and help with a page of `kind`."""
    wanted, kind = request.GET.get("q", "").strip()[:60], request.GET.get("kind", "")
    known = {kind_of(model): model._meta.verbose_name for model in guided()}
    kind = kind if kind in known else ""
    context = {"chapters": found(wanted, kind), "q": wanted, "kind": kind, "kinds": known.items()}
    return render(request, "cms/admin/guide.html", context)


def chapter(request: HttpRequest, slug: str) -> HttpResponse:
    """One chapter. Raises Http404."""
    every = chapters()
    place = next((n for n, one in enumerate(every) if one.slug == slug), None)
    if place is None:
        raise Http404(pgettext("of the guide", "No such chapter"))
    after = every[place + 1] if place + 1 < len(every) else None
    return render(request, "cms/admin/guide_chapter.html", {"chapter": every[place], "after": after})
