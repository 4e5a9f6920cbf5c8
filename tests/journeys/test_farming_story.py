"""The farming camp on a phone, in Chinese: from a stranger to a certificate that stands on a plot somebody went to see."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from tests.journeys import farming, talking
from tests.journeys.staff import admit, approve_all, next_of
from tests.journeys.walker import MENTORS, Walker, walker
from tests.journeys.works import NIULAN, Work, sweet_potato_shop

pytestmark = [pytest.mark.browser, pytest.mark.chinese, pytest.mark.xdist_group("site")]
NAME, PHONE = "莫禾秀", "13711110003"
LESSON = "farming/harvest-and-storage/cure-then-store"
ASKED = "我家没有愈合间，用厢房盖薄膜行不行？我是牛栏村的莫禾秀。"
FOR_ALL = "没有愈合间，用厢房盖薄膜行不行？"
ANSWERED = "行。留条缝透气，放支温度计，27 到 29 ℃ 放够四天。"
SEEN = "筐上都有批次，抽一筐复称，对得上。"


def begin_the_camp(trainee: Walker, manager: Walker) -> None:
    """Sign up, apply, be admitted."""
    trainee.sign_up(NAME, PHONE)
    trainee.apply(NAME, NIULAN, "farming")
    admit(manager, NAME)


def grow(trainee: Walker, folder: Path) -> tuple[farming.Plot, date]:
    """A plot and three lines of its log; the day of the harvest."""
    plot, harvested = farming.begin_plot(trainee, "屋后坡地", "湘薯98", "界牌乡牛栏村"), farming.from_today(-8)
    farming.keep_a_log(trainee, plot, folder, harvested)
    log = trainee.page.inner_text("main")
    assert log.count(plot.batch(harvested, "A")) == 1
    assert log.count("1200 公斤") == 1
    return plot, harvested


def the_mentor_and_a_second(browser: Browser, site: str, trainee: Walker) -> tuple[Walker, Walker]:
    """The trainee's own mentor, and the cohort's other one, who goes to see."""
    own = trainee.mentor_of_piece()
    other = {"李伟": "何建国", "何建国": "李伟"}[own]
    people = walker(browser, site, "zh-hans"), walker(browser, site, "zh-hans")
    for person, name in zip(people, (own, other), strict=True):
        person.sign_in(MENTORS[name])
    return people


def read_the_check(trainee: Walker) -> None:
    """The trainee reads in the log who came and what they saw; nothing is missing for the certificate."""
    trainee.go("my/field/")
    seen = trainee.page.locator("main .seen")
    assert seen.count() == 1
    assert SEEN in seen.inner_text()
    standing = trainee.text()
    for words in ("写了 3 条", "1 条到现场核对过"):
        assert standing.count(words) == 1, words


def ask_and_be_answered(trainee: Walker, mentor: Walker, stranger: Walker) -> None:
    """A question under a lesson; its answer is read there by the trainee, and by all without the trainee's name."""
    talking.ask(trainee, LESSON, ASKED)
    mentor.go("mentoring/")
    talking.answer(mentor, ASKED, for_all=FOR_ALL, words=ANSWERED)
    for reader in (trainee, stranger):
        talking.read_under_the_lesson(reader, LESSON, FOR_ALL, ANSWERED)
    assert NAME not in stranger.page.content()


def talk_in_both_calendars(trainee: Walker, mentor: Walker) -> None:
    """The mentor offers an evening, the trainee books it, and the calendars of both have it."""
    evening = datetime.combine(farming.from_today(5), time(21, 10), tzinfo=timezone.get_default_timezone())
    talking.offer_an_hour(mentor, evening)
    talking.book(trainee, evening, "红薯几月出窖卖得好")
    mine = talking.calendar_of(trainee, "mentoring/hours/book/")
    theirs = talking.calendar_of(mentor, "mentoring/hours/")
    assert list(mine.values()) == [evening.astimezone(UTC)]
    assert mine.items() <= theirs.items()


def hand_in_what_the_field_knows(trainee: Walker, works: dict[str, Work], plot: farming.Plot, harvested: date) -> None:
    """Product and label: variety, month and batch stand there from the log, and go out as they are."""
    trainee.begin("product", works.pop("product"), "farming")
    assert trainee.page.input_value("main [name=variety]") == plot.variety
    months = trainee.page.locator("main [name=harvest_months]:checked")
    assert [month.get_attribute("value") for month in months.all()] == [str(harvested.month)]
    trainee.send()
    trainee.begin("label", works.pop("label"), "farming")
    batch = plot.batch(harvested, "A")
    assert trainee.page.input_value("main [name=batch]") == batch
    trainee.send()
    trainee.open_piece("label")
    assert batch in trainee.text()


def read_what_the_log_proves(mentor: Walker) -> None:
    """Beside a piece the mentor reads what the log amounts to."""
    mentor.page.goto(f"{mentor.site}{next_of(mentor, NAME)}")
    assert mentor.text().count("3 条记录 · 1 条到现场核对过") == 1


def verify(trainee: Walker, stranger: Walker) -> None:
    """Anyone who opens the certificate reads that it is real, whose, of which cohort, and what was seen in the field."""
    trainee.go("my/shop/")
    certificate = trainee.link("main a[href*='/certificates/']")
    stranger.page.goto(certificate)
    shown = stranger.text()
    for words in ("证书有效", f"颁发给{NAME}，没有撤销", "农牧训练营 · 农牧第二期", "采收：红薯 现场核实 1 次"):
        assert shown.count(words) == 1, words


def test_a_farmer_goes_from_application_to_certificate(site, browser, tmp_path):
    trainee, stranger, manager = (walker(browser, site, "zh-hans") for _person in range(3))
    begin_the_camp(trainee, manager)
    plot, harvested = grow(trainee, tmp_path)
    works = sweet_potato_shop("牛栏坡红薯铺", "牛栏坡沙地红薯")
    trainee.hand_in({piece: works.pop(piece) for piece in ("name", "story")}, tmp_path, "farming")
    mentor, second = the_mentor_and_a_second(browser, site, trainee)
    farming.check_on_site(second, NAME, plot, plot.batch(harvested, "A"), SEEN)
    read_the_check(trainee)
    ask_and_be_answered(trainee, mentor, stranger)
    talk_in_both_calendars(trainee, mentor)
    hand_in_what_the_field_knows(trainee, works, plot, harvested)
    trainee.hand_in(works, tmp_path, "farming", first_photo=910)
    read_what_the_log_proves(mentor)
    approve_all(mentor, NAME)
    verify(trainee, stranger)
