"""Questions of every kind, tests and sittings, for tests."""

from datetime import UTC, datetime
from decimal import Decimal

from django.http import QueryDict

from courses.questions import operations, queries
from courses.questions.marking import Asked, Given
from courses.questions.models import Choice, Question, Sitting, Test

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def question(kind: str = "single", *choices, text: str = "问", **fields) -> Asked:
    """A question with choices given as (text, right) or, for pairs, (text, partner); usual ones when none are given."""
    if kind == "number":
        fields = {"number": Decimal(250), "tolerance": Decimal(5), "unit_zh_hans": "克", "unit_en": "g"} | fields
    made = Question.objects.create(kind=kind, text_zh_hans=text, text_en=f"Q {text}", **fields)
    usual = {
        "single": (("对", True), ("错一", False), ("错二", False)),
        "several": (("对一", True), ("对二", True), ("错", False)),
        "order": (("采", True), ("晒", True), ("装", True)),
        "match": (("茶", "罐"), ("蜜", "瓶"), ("肉", "真空袋")),
        "number": (),
    }
    rows = [
        Choice.objects.create(
            question=made, position=at, text_zh_hans=words, text_en=f"E {words}", is_right=other is True,
            partner_zh_hans=other if isinstance(other, str) else "", partner_en=f"E {other}" if isinstance(other, str) else "",
            why_zh_hans=f"因为{words}", why_en=f"For {words}",
        )
        for at, (words, other) in enumerate(choices or usual[kind], 1)
    ]  # fmt: skip
    return Asked(made, tuple(rows))


def right(asked: Asked) -> str:
    """The key of the right answer."""
    kind = asked.question.kind
    if kind == "number":
        return "250"
    if kind in ("order", "match"):
        return "-".join(str(at) for at in range(1, len(asked.choices) + 1))
    return "-".join(str(one.pk) for one in asked.choices if one.is_right)


def posted(asked: Asked, key: str) -> dict:
    """The form that gives the answer `key`."""
    kind, mixed = asked.question.kind, asked.mixed
    if kind == "number":
        return {"number": key}
    if kind == "order":
        return {f"place-{at}": asked.places(key)[asked.choices.index(one)] for at, one in enumerate(mixed, 1)}
    if kind == "match":
        shown = {asked.choices.index(one) + 1: at for at, one in enumerate(mixed, 1)}
        return {f"pair-{at}": shown[place] for at, place in enumerate(asked.places(key), 1)}
    return {"choice": key.split("-")}


def form(**fields) -> QueryDict:
    """A posted form."""
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name.replace("_", "-"), value if isinstance(value, list) else [str(value)])
    return data


def test(module_key, *kinds: str, **fields) -> Test:
    """A test of a stage with a question of each of `kinds`."""
    given = {"title_zh_hans": "小测验", "title_en": "A short test", "about_zh_hans": "装和称", "about_en": "Packing"}
    made = Test.objects.create(module_key=module_key, **{**given, **fields})
    for at, kind in enumerate(kinds, 1):
        question(kind, text=f"第{at}问", test=made, position=at)
    return made


test.__test__ = False


def sat(place, of: Test, *hits: bool, at: datetime = NOW) -> Sitting:
    """A sitting handed in, right where `hits` says so and else wrong in the first way there is."""
    sitting = operations.start_test(enrolment=place, test=of, at=at)
    for (answer, asked), hit in zip(queries.steps(sitting), hits, strict=True):
        key = right(asked) if hit else str(asked.choices[-1].pk)
        operations.save_answer(answer=answer, given=Given(key, ""))
    asked = {one.question.pk: one for _answer, one in queries.steps(sitting)}
    return operations.hand_in(sitting=sitting, asked=asked, at=at)
