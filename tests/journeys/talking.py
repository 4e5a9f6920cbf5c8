"""What trainee and mentor say to each other beside the pieces: a question on a lesson, an office hour in both calendars."""

from datetime import UTC, datetime
from urllib.request import urlopen

from icalendar import Calendar

from tests.journeys.walker import Walker


def ask(trainee: Walker, lesson: str, words: str) -> None:
    """Ask under a lesson; the page says that the question is with the mentor."""
    trainee.go(f"learn/{lesson}/")
    form = trainee.page.locator("#questions details:has([name=words])")
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    trainee.page.fill("#questions [name=words]", words)
    trainee.press("#questions button[type=submit]")
    assert trainee.page.locator("#questions .note").inner_text().count(words) == 1


def answer(mentor: Walker, asked: str, *, for_all: str, words: str) -> None:
    """On the desk: open the question, answer it, and show it to everyone with the question as `for_all`."""
    mentor.press(f"#questions li:has-text('{asked[:12]}') a[href*='/mentoring/questions/']")
    assert asked in mentor.text()
    mentor.fill(words=words, asked=for_all)
    mentor.tick("main [name=is_shared]")
    mentor.press("main button[value=answer]")
    assert mentor.page.url.endswith("/mentoring/")


def read_under_the_lesson(reader: Walker, lesson: str, asked: str, answered: str) -> None:
    """Question and answer stand once under the lesson, folded until one opens them."""
    reader.go(f"learn/{lesson}/")
    one = reader.page.locator("#questions .qa", has_text=asked)
    assert one.count() == 1
    one.locator("summary").click()
    assert answered in one.inner_text()


def offer_an_hour(mentor: Walker, begins: datetime) -> None:
    """One talk of twenty minutes by phone, on one day."""
    mentor.go("mentoring/hours/")
    mentor.choose(weekday="once", minutes="20", slots="1", way="phone")
    mentor.fill(on=f"{begins:%Y-%m-%d}", starts=f"{begins:%H:%M}", where="0746 000 0121")
    mentor.press("main button[value=offer]")
    assert mentor.page.locator(".err").count() == 0, mentor.page.inner_text(".err")


def book(trainee: Walker, begins: datetime, about: str) -> None:
    """Book the talk that begins then."""
    trainee.go("mentoring/hours/book/")
    trainee.tick(f"main [name=slot][value$='-{int(begins.timestamp())}']")
    trainee.fill(about=about)
    trainee.press()
    assert about in trainee.text()


def calendar_of(person: Walker, page: str) -> dict[str, datetime]:
    """When each talk begins, by its identity, as a phone's calendar reads it from the private address without signing in."""
    person.go(page)
    person.press("main form[action*='/calendar/new/'] button")
    with urlopen(person.page.locator("main .address a").inner_text()) as answer:
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        talks = Calendar.from_ical(answer.read()).walk("VEVENT")
    return {str(talk["UID"]): talk.decoded("DTSTART").astimezone(UTC) for talk in talks}
