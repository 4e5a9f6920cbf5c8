"""What managers and mentors do for a trainee of the stories, from their own desks."""

from tests.journeys.walker import PROGRAMME_MANAGER, Walker
from tests.journeys.works import PIECES


def admit(manager: Walker, name: str) -> None:
    """The programme manager admits the applicant called `name`."""
    manager.sign_in(PROGRAMME_MANAGER)
    manager.go("learn/applications/")
    manager.page.locator("main a[href*='/learn/applications/']", has_text=name).first.click()
    manager.press("main button[value=admit]")


def next_of(mentor: Walker, name: str) -> str | None:
    """The address of the piece of `name` that has waited longest on the mentor's desk, or None."""
    if not mentor.page.url.endswith("/mentoring/"):  # an answer leads back there
        mentor.go("mentoring/")
    rows = mentor.page.locator("main section.first, main .rows > li").filter(has_text=name)
    links = rows.locator("a[href*='/mentoring/review/']")
    return links.first.get_attribute("href") if links.count() else None


def approve_all(mentor: Walker, name: str) -> None:
    """Every waiting piece of `name` is approved with words; there are eight."""
    for _piece in PIECES:
        mentor.page.goto(f"{mentor.site}{next_of(mentor, name)}")
        mentor.fill(words="真好，照这样做下去。")
        mentor.press("main button[value=approve]")
    assert next_of(mentor, name) is None


def printed(walker: Walker, address: str) -> bytes:
    """A document that a job is printing just now, when it is there (20 seconds at most)."""
    for _second in range(20):
        answer = walker.page.request.get(address)
        if answer.headers["content-type"] == "application/pdf":
            return answer.body()
        walker.page.wait_for_timeout(1000)
    raise AssertionError(f"{address} was not printed")
