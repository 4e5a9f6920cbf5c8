"""A route's booklet: printed once for each state of the route, read back from the file."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from wagtail.models import PageViewRestriction

from cms.models import Booklet, RouteStop
from cms.taking import booklets
from tests.cms.taking.conftest import AT
from tests.factories.pages import add_stops, child

pytestmark = pytest.mark.django_db
HERE = "/zh-hans/visit/routes/day/"


@pytest.fixture
def printed(monkeypatch):
    """The documents that were printed, without a press."""
    done = []
    monkeypatch.setattr(booklets, "print_html", lambda html: done.append(html) or b"%PDF-1.7 " + str(len(done)).encode())
    return done


@pytest.fixture
def ask(client, django_capture_on_commit_callbacks):
    def asked(path=HERE):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(f"{path}take/")

    return asked


def test_a_booklet_says_in_chinese_all_a_walker_needs(client, route, ask):
    ask()
    answer = client.get(f"{HERE}booklet.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    raw = b"".join(answer.streaming_content)
    assert Booklet.objects.get().size == len(raw)
    book = PdfReader(BytesIO(raw))
    text = "".join(page.extract_text() for page in book.pages)
    for words in ("瑶都两日", "大殿", "长鼓坪", "鼓 & <script>alert(1)</script>", "19:30", "先问再拍照", "每个岔口都有中英文路牌",
                  "12 路车", "县志", "不能用来认路", "只知道在哪个乡镇", "沱江镇", HERE):  # fmt: skip
        assert words in text, words
    assert (round(float(book.pages[0].mediabox.width)), round(float(book.pages[0].mediabox.height))) == (420, 595)  # A5


def test_a_booklet_in_english_is_another_one(client, route, ask):
    ask("/en/visit/routes/day/")
    text = "".join(p.extract_text() for p in PdfReader(BytesIO(b"".join(client.get("/en/visit/routes/day/booklet.pdf").streaming_content))).pages)  # fmt: skip
    assert all(
        words in text for words in ("Two days", "Day 2", "Ask before you photograph.", "The county annals", "not for finding")
    )
    assert client.get(f"{HERE}booklet.pdf")["Location"] == f"{HERE}take/#booklet"  # nobody asked for it in Chinese


def test_it_is_printed_once_however_often_it_is_asked_for_and_anew_when_the_route_changes(client, route, printed, ask):
    for _time in range(30):
        assert ask()["Location"] == f"{HERE}take/#booklet"
    assert (len(printed), Booklet.objects.get().html) == (1, "")
    assert b"".join(client.get(f"{HERE}booklet.pdf").streaming_content) == b"%PDF-1.7 1"
    RouteStop.objects.filter(route=route, day=2).update(time="20:00")
    assert client.get(f"{HERE}booklet.pdf").status_code == 302  # the old one is no longer given out
    ask()
    assert b"".join(client.get(f"{HERE}booklet.pdf").streaming_content) == b"%PDF-1.7 2"
    assert Booklet.objects.count() == 1  # and is gone


def test_the_page_looks_again_until_it_is_there_and_says_when_it_failed(client, route, monkeypatch, ask, printed):
    client.post(f"{HERE}take/")
    waiting = client.get(f"{HERE}take/")
    assert (waiting["Refresh"], "正在制作" in waiting.content.decode()) == ("2", True)
    Booklet.objects.update(failed=True)
    failed = client.get(f"{HERE}take/")
    assert ("Refresh" in failed, "请再按一次" in failed.content.decode()) == (False, True)
    ask()
    assert (len(printed), Booklet.objects.get().failed) == (1, False)
    assert "打开小册子（PDF，10" in client.get(f"{HERE}take/").content.decode()


@pytest.mark.parametrize("name", ["take/", "booklet.pdf", "pack.zip", "pack.html"])
def test_nothing_is_taken_of_a_closed_route_or_of_what_is_no_route(client, route, name):
    assert client.get(f"/zh-hans/visit/places/hall/{name}").status_code == 404
    PageViewRestriction.objects.create(page=route, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"{HERE}{name}").status_code == 404
    if name == "take/":
        assert (client.post(f"{HERE}{name}").status_code, Booklet.objects.count()) == (404, 0)


@pytest.mark.parametrize("stops", [1, 20])
def test_the_page_asks_as_much_for_one_stop_as_for_twenty(client, routes, stops, django_assert_num_queries):
    page = child(routes, type(routes).allowed_subpage_models()[0], "long", {"title": "长路"}, {"title": "Long"}, **AT)
    add_stops(page, *[{"title": f"第 {n} 站"} for n in range(stops)], township="tuojiang")
    client.get("/zh-hans/visit/routes/long/take/")
    with django_assert_num_queries(8):
        assert client.get("/zh-hans/visit/routes/long/take/").status_code == 200
