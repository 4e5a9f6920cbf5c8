"""Moodle's GIFT in and out."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.models import AuditEntry
from common.sanitise import one_line
from courses.questions import gift
from courses.questions.gift import GiftChoice, GiftQuestion, parse
from courses.questions.gift_writing import write
from courses.questions.models import Choice, Question
from tests.factories import questions as make
from tests.factories.people import person

PAGE = "/en/work/questions/import/"
FILE = r"""// question: 1  name: Kiwi
$CATEGORY: $course$/top/Packing

::Kiwi::Which kiwi do you post? {
  =Hard#It stands the way.
  ~Soft#It is crushed.
  ~Wet
  ####Hard fruit travels.
}

// [tag:weighing] [unit:g] [hint:Take the bag off]
What does the pack weigh? {#250:5}

What is it between? {#245..255####Give or take.}

Which do you need? {~%50%Scale ~%50%Bag ~%-100%Ruler}

Tea fears damp. {TRUE#No#Yes}

Match. {=tea -> tin =honey -> jar =meat -> bag}

Order. {=dry -> 2 =pick -> 1 =pack -> 3}

An \= equals, \{braces\}, a \~ tilde \# hash \: colon {=a\=b ~c\:d}
"""


def test_every_kind_is_read():
    kiwi, number, span, several, truth, match, order, escapes = parse(FILE)
    assert (kiwi.kind, kiwi.title, kiwi.topics, kiwi.explanation) == ("single", "Kiwi", ("Packing",), "Hard fruit travels.")
    assert [(one.text, one.is_right, one.why) for one in kiwi.choices] == [
        ("Hard", True, "It stands the way."), ("Soft", False, "It is crushed."), ("Wet", False, ""),
    ]  # fmt: skip
    assert (number.number, number.tolerance, number.unit, number.hint, number.topics) == (
        250,
        5,
        "g",
        "Take the bag off",
        ("weighing",),
    )
    assert (span.number, span.tolerance, span.explanation) == (250, 5, "Give or take.")
    assert (several.kind, [one.is_right for one in several.choices]) == ("several", [True, True, False])
    assert [(one.is_right, one.why) for one in truth.choices] == [(True, "Yes"), (False, "No")]
    assert [(one.text, one.partner) for one in match.choices] == [("tea", "tin"), ("honey", "jar"), ("meat", "bag")]
    assert (order.kind, [one.text for one in order.choices]) == ("order", ["pick", "dry", "pack"])
    assert (escapes.text, [one.text for one in escapes.choices]) == (
        "An = equals, {braces}, a ~ tilde # hash : colon",
        ["a=b", "c:d"],
    )
    assert [one.faults for one in parse(FILE)] == [()] * 8
    assert [one.line for one in parse(FILE)][:3] == [4, 11, 14]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("No answers", "There are no answers in { }"), ("Open {=a ~b", "do not close"), ("Two {=a ~b} and {=c}", "do not close"),
        ("Essay {}", "An essay has no right answer"), ("Short {=a =b}", "Answers typed in words"), ("Bad {a}", "Begin each answer"),
        ("Number {#many}", "“many” is no number"), ("Numbers {#=1 =2}", "A number here has one right value"),
        ("Huge {#99999999999999999999}", "is no number"), ("{" * 50, "do not close"),
    ],
)  # fmt: skip
def test_what_is_not_taken_is_said(text, sentence, settings):
    from django.utils import translation

    with translation.override("en"):
        (read,) = parse(text)
    assert sentence in read.faults[0]


WORDS = st.text(st.characters(exclude_categories=("Cs", "Co", "Cn")), min_size=1, max_size=30).map(one_line).filter(bool)
MAYBE = st.one_of(st.just(""), WORDS)
NUMBERS = st.decimals(-999999, 999999, places=2, allow_nan=False)
TAG = WORDS


@st.composite
def written(draw):
    """A question as our bank could hold it."""
    kind = draw(st.sampled_from(["single", "several", "number", "order", "match"]))
    common = {"line": 1, "text": draw(WORDS), "kind": kind, "title": draw(WORDS), "explanation": draw(MAYBE), "hint": draw(MAYBE),
              "unit": draw(MAYBE), "topics": tuple(draw(st.lists(TAG, max_size=2)))}  # fmt: skip
    if kind == "number":
        return GiftQuestion(**common, number=draw(NUMBERS), tolerance=abs(draw(NUMBERS)))
    count = draw(st.integers(2, 5))
    words = draw(st.lists(WORDS, min_size=count, max_size=count, unique=True))
    whys = draw(st.lists(MAYBE, min_size=count, max_size=count))
    partners = draw(st.lists(WORDS.filter(lambda one: not one.isdecimal()), min_size=count, max_size=count, unique=True))
    right = draw(st.lists(st.booleans(), min_size=count, max_size=count)) if kind == "several" else []
    if kind == "several" and not any(right):
        right[0] = True
    first = draw(st.integers(0, count - 1))
    choices = tuple(
        GiftChoice(
            words[at], {"single": at == first, "several": bool(right) and right[at]}.get(kind, True),
            partners[at] if kind == "match" else "", whys[at],
        ) for at in range(count)
    )  # fmt: skip
    return GiftQuestion(**common, choices=choices)


@settings(max_examples=300, deadline=None)
@given(st.lists(written(), min_size=1, max_size=4))
def test_what_is_written_is_read_back(questions):
    read = parse(write(questions))
    assert [one.faults for one in read] == [()] * len(questions)
    for mine, back in zip(questions, read, strict=True):
        assert (back.text, back.title, back.kind, back.choices) == (mine.text, mine.title, mine.kind, mine.choices)
        assert (back.number, back.tolerance) == (mine.number, mine.tolerance)
        assert (back.explanation, back.hint, back.unit, back.topics) == (mine.explanation, mine.hint, mine.unit, mine.topics)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("{}=~#:\\%->/$T1.5 \n a茶[]"), max_size=200))
def test_nothing_breaks_it(text):
    for one in parse(text):
        assert isinstance(one, GiftQuestion)


def test_a_megabyte_of_anything_is_read_in_a_moment():
    import time

    for hostile in (
        "{" * 500_000,
        "=a" * 300_000,
        "::" * 400_000,
        "q {=" + "a->" * 200_000 + "}",
        "[html]" + "<" * 400_000 + " {T}",
        "\\" * 900_000,
    ):
        started = time.perf_counter()
        parse(hostile)
        assert time.perf_counter() - started < 5


# --- the page --------------------------------------------------------------------------------------------------------


@pytest.fixture
def editor(homes, client):
    user = person("编辑", role="editor")
    client.force_login(user)
    return user


def press_of(response):
    return response.context["press"]


def test_nothing_is_saved_by_looking_and_every_fault_is_shown(client, editor):
    response = client.post(PAGE, {"text": FILE + "\nEssay {}\n\nNo {=a ~a}\n", "language": "en", "do": "look"})
    words = response.content.decode()
    assert "10 questions found, 8 good" in words
    assert "An essay has no right answer" in words
    assert "Two choices say the same: “a”." in words
    assert "Put 8 questions into the bank" in words
    assert Question.objects.count() == 0


def test_the_good_ones_are_put_in_once(client, editor):
    looked = client.post(PAGE, {"text": FILE + "\nEssay {}\n", "language": "en", "do": "look"})
    posted = {"text": FILE + "\nEssay {}\n", "language": "en", "do": "save", "press": press_of(looked)}
    assert client.post(PAGE, posted).url == PAGE
    client.post(PAGE, posted)
    assert (Question.objects.count(), Choice.objects.count()) == (8, 3 + 3 + 2 + 3 + 3 + 2)
    assert AuditEntry.objects.filter(action="import question", actor=editor).count() == 8
    again = client.post(PAGE, {"text": FILE, "language": "en", "do": "look"})
    assert again.content.decode().count("The bank has this question already") == 8


def test_a_file_goes_to_a_lesson_behind_what_stands_there(client, editor, programme, lesson):
    from django.core.files.uploadedfile import SimpleUploadedFile

    make.question(lesson_key=lesson.translation_key)
    text = "茶怕什么？ {=潮 ~光}\n\n多重？ {#250:5}\n"
    file = SimpleUploadedFile("q.txt", text.encode("gb18030"))
    looked = client.post(PAGE, {"file": file, "language": "zh_hans", "lesson": str(lesson.translation_key), "do": "look"})
    client.post(
        PAGE,
        {
            "text": looked.context["text"],
            "language": "zh_hans",
            "lesson": str(lesson.translation_key),
            "do": "save",
            "press": press_of(looked),
        },
    )
    placed = Question.objects.filter(lesson_key=lesson.translation_key).order_by("position")
    assert [(one.position, one.text_zh_hans) for one in placed] == [(1, "问"), (2, "茶怕什么？"), (3, "多重？")]


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({}, "Choose a file, or paste its text."), ({"text": "x" * 1_000_001}, "This is over 1 MB of text."),
        ({"text": "x {T}", "lesson": "not-a-lesson"}, "is not one of the available choices"), ({"text": "// only a comment"}, "No question was found"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_gets_a_sentence(client, editor, posted, sentence):
    response = client.post(PAGE, {"language": "en", "do": "save", **posted})
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert Question.objects.count() == 0


def test_a_picture_is_no_text(client, editor):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("q.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\xff\xd8")
    words = client.post(PAGE, {"file": file, "language": "en"}).content.decode()
    assert "This is no text file." in words


def test_words_that_do_not_fit_and_too_many_questions_are_said(client, editor):
    text = f"{'long ' * 80} {{=a ~b}}\n\n" + "\n\n".join(f"Q{n} {{T}}" for n in range(gift.MOST_QUESTIONS))
    words = client.post(PAGE, {"text": text, "language": "en"}).content.decode()
    assert "is too long: at most 300 characters." in words
    assert words.count("A file may hold 300 questions") == 1


def test_the_bank_goes_out_and_comes_back_the_same(client, editor):
    for kind in ("single", "several", "number", "order", "match"):
        make.question(kind, text=f"问{kind}", topics="包装, 称重")
    text = client.get("/en/work/questions/export/?language=zh_hans").content.decode()
    read = parse(text)
    assert [(one.text, one.kind, one.topics) for one in read] == [
        (f"问{kind}", kind, ("包装", "称重")) for kind in ("single", "several", "number", "order", "match")
    ]
    assert (read[2].number, read[2].tolerance, read[2].unit) == (Decimal(250), Decimal(5), "克")


@pytest.mark.parametrize("role", ["trainee", "shopper", "franchise manager"])
def test_strangers_find_nothing(client, homes, role):
    client.force_login(person(role=role))
    for address in (PAGE, "/en/work/questions/export/", "/en/work/questions/"):
        assert client.get(address).status_code == 404
    assert client.post(PAGE, {"text": FILE, "language": "en", "do": "save"}).status_code == 404
    assert Question.objects.count() == 0
