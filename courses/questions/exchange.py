"""Questions in and out of the bank as GIFT: looked over before anything is saved, then all the good ones at once."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from common import idempotency
from common.clock import now
from common.rights import allow_or_404
from courses.questions import gift, gift_writing, operations
from courses.questions.drafts import ChoiceDraft, Draft, faults
from courses.questions.forms import LANGUAGES, GiftForm
from courses.questions.gift import GiftQuestion
from courses.questions.models import Choice, Question, Test
from courses.questions.places import next_position
from courses.questions.queries import CHOICES, with_choices

LONGEST = {"text": 300, "hint": 300, "explanation": 600, "unit": 20}
LONGEST_CHOICE = {"text": 300, "partner": 300, "why": 400}


@dataclass(frozen=True)
class Row:
    """A question of the file, what must be mended first, and whether the bank has it already."""

    read: GiftQuestion
    faults: tuple[str, ...]
    is_known: bool = False

    @property
    def is_good(self) -> bool:
        return not self.faults and not self.is_known


def look_over(text: str, language: str) -> list[Row]:
    """Every question of the text with its faults. One query."""
    read = gift.parse(text)
    known = set(
        Question.objects.current().filter(**{f"text_{language}__in": [one.text for one in read]})
        .values_list(f"text_{language}", flat=True)
    )  # fmt: skip
    rows, met = [], set(known)
    for at, one in enumerate(read):
        said = tuple(one.faults or dict.fromkeys([*faults(draft_of(one, language)), *too_long(one)]))
        if at >= gift.MOST_QUESTIONS:
            said = (_("A file may hold %(most)s questions; put the rest in another.") % {"most": gift.MOST_QUESTIONS},)
        rows.append(Row(one, said, not said and one.text in met))
        met.add(one.text)
    return rows


def draft_of(read: GiftQuestion, language: str) -> Draft:
    def words(row: Any, *names: str) -> dict[str, dict[str, str]]:
        return {name: {language: getattr(row, name)} for name in names}

    choices = tuple(ChoiceDraft(words(one, *LONGEST_CHOICE), one.is_right) for one in read.choices)
    return Draft(read.kind, words(read, *LONGEST), read.number, read.tolerance, choices)


def too_long(read: GiftQuestion) -> list[str]:
    """A sentence for words that do not fit."""
    sentence = _("“%(words)s…” is too long: at most %(most)s characters.")
    parts = [(read, LONGEST), *((one, LONGEST_CHOICE) for one in read.choices)]
    return [
        sentence % {"words": getattr(row, name)[:20], "most": most}
        for row, limits in parts for name, most in limits.items() if len(getattr(row, name)) > most
    ]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take_in(request: HttpRequest) -> HttpResponse:
    """Choose a file; look it over; put its good questions into the bank."""
    allow_or_404(request.user, "write questions")
    if request.method != "POST":
        return render(request, "questions/import.html", {"form": GiftForm(initial={"language": "zh_hans"})})
    form = GiftForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "questions/import.html", {"form": form})
    text, language = form.cleaned_data["text"], form.cleaned_data["language"]
    rows = look_over(text, language)
    if request.POST.get("do") == "save" and any(row.is_good for row in rows):
        return saved(request, rows, form.cleaned_data)
    again = GiftForm(initial={**form.cleaned_data, "file": None, "test": request.POST.get("test", "")})
    good = [row for row in rows if row.is_good]
    context = {"form": again, "rows": rows, "good": good, "left_out": len(rows) - len(good), "press": uuid4().hex, "text": text}
    return render(request, "questions/import.html", context)


def saved(request: HttpRequest, rows: list[Row], asked: dict[str, Any]) -> HttpResponse:
    """The good questions in the bank, once however often the button is pressed."""
    at, language = now(), asked["language"]
    good = [row.read for row in rows if row.is_good]
    count = idempotency.once(
        actor=request.user, key=f"gift-{request.POST.get('press', '')[:40]}", question=[language, asked["text"]], at=at,
        act=lambda: operations.add_questions(
            written=placed(good, language, asked["lesson"], asked["test"]), by=request.user, at=at
        ),
    )  # fmt: skip
    messages.success(
        request,
        ngettext("%(count)s question is in the bank.", "%(count)s questions are in the bank.", count) % {"count": count},
    )
    return redirect("questions:import")


def placed(read: list[GiftQuestion], language: str, lesson: Any, test: Test | None) -> list[tuple[Question, list[Choice]]]:
    """The file's questions as rows, one after another behind those that stand there."""
    first = next_position(lesson_key=lesson, test=test)
    step = 1 if lesson or test else 0
    return [(question_of(one, language, lesson, test, first + at * step), choices_of(one, language))
            for at, one in enumerate(read)]  # fmt: skip


def question_of(read: GiftQuestion, language: str, lesson: Any, test: Test | None, position: int) -> Question:
    words = {f"{name}_{language}": getattr(read, name) for name in LONGEST}
    return Question(
        kind=read.kind, number=read.number, tolerance=read.tolerance, topics=", ".join(read.topics)[:200],
        lesson_key=lesson, test=test, position=position, **words,
    )  # fmt: skip


def choices_of(read: GiftQuestion, language: str) -> list[Choice]:
    return [
        Choice(is_right=one.is_right, **{f"{name}_{language}": getattr(one, name) for name in LONGEST_CHOICE})
        for one in read.choices
    ]


@require_safe
@login_required
def hand_out(request: HttpRequest) -> HttpResponse:
    """The bank (or one test's questions, `?test=`) as a GIFT file in one language (`?language=`)."""
    allow_or_404(request.user, "write questions")
    language = request.GET.get("language", "zh_hans")
    language = language if language in LANGUAGES else "zh_hans"
    questions = Question.objects.current().order_by("pk").prefetch_related(CHOICES)
    wanted = request.GET.get("test", "")
    if wanted.isdecimal() and len(wanted) < 10:
        questions = questions.filter(test=int(wanted)).order_by("position", "pk")
    text = gift_writing.write(gift_writing.as_gift(one, language) for one in with_choices(questions))
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="questions-{language}.gift.txt"'
    return response
