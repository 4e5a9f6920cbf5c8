"""A route to read without a signal: what is in the ZIP, how large it is, and that the page of it needs nothing else."""

import re
from datetime import date
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import gpxpy
import icalendar
import pytest
from django.conf import settings

from cms.models import RouteStop
from cms.taking.packs import pack_of
from common.clock import now, shanghai_day

pytestmark = [pytest.mark.django_db]
HERE = "/zh-hans/visit/routes/day/"
BYTES = re.compile(r"([\d,]+) (?:字节|bytes)")


def sizes(client, address):
    return [int(size.replace(",", "")) for size in BYTES.findall(client.get(address).content.decode())]


def test_the_sizes_said_before_are_the_sizes_got(client, route):
    page, packed = sizes(client, f"{HERE}take/")
    assert page == len(client.get(f"{HERE}pack.html").content)
    assert packed == len(client.get(f"{HERE}pack.zip").content)
    with_days = sizes(client, f"{HERE}take/?from=2026-12-01")[1]
    assert with_days == len(client.get(f"{HERE}pack.zip?from=2026-12-01").content) > packed


def test_a_zip_holds_page_points_map_and_calendar(client, route):
    answer = client.get(f"{HERE}pack.zip?from=2026-12-01")
    assert answer["Content-Disposition"] == 'attachment; filename="day.zip"'
    made = ZipFile(BytesIO(answer.content))
    assert (made.testzip(), made.namelist()) == (None, ["day/day.html", "day/day.gpx", "day/map.svg", "day/day.ics"])
    points = gpxpy.parse(made.read("day/day.gpx").decode()).waypoints
    assert [(point.name, point.type) for point in points] == [("1 大殿", "exact"), ("2 长鼓坪", "township")]
    assert ElementTree.fromstring(made.read("day/map.svg")).tag == "{http://www.w3.org/2000/svg}svg"
    days = icalendar.Calendar.from_ical(made.read("day/day.ics")).walk("VEVENT")
    assert [str(day["summary"]) for day in days] == ["1 大殿", "瑶都两日", "3 夜市"]
    html = made.read("day/day.html").decode()
    assert f"{shanghai_day(now()).isoformat()} 打包" in html
    assert "&lt;script&gt;alert(1)" in html
    assert "<script" not in html
    assert html.count("data:image/svg+xml;base64,") == 2  # each drawing once
    loads = re.findall(r'(?:src|href)="([^"#]+)"|url\((?!data:)', html)
    assert sorted(set(loads)) == [f"{settings.BASE_URL}{HERE}", "tel:07460000110"]  # to follow; nothing it needs


def test_the_kept_page_may_load_nothing_and_says_its_state(client, route):
    answer = client.get(f"{HERE}pack.html")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    state = answer["X-Pack-State"]
    assert f'data-state="{state}"' in client.get(f"{HERE}take/").content.decode()
    RouteStop.objects.filter(route=route, day=2).update(text="换了地方")
    assert client.get(f"{HERE}pack.html")["X-Pack-State"] != state


def test_the_state_is_the_routes_not_the_days(route):
    first, second = (pack_of(type(route).objects.get(pk=route.pk), date(2026, 1, day)) for day in (1, 2))
    assert first.state == second.state
    assert (first.size, first.html == second.html) == (second.size, False)


def test_the_worker_speaks_for_the_whole_site(client, db):
    answer = client.get("/worker.js")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    assert b"kept-routes" in answer.content
