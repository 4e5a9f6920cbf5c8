"""Documents are printed apart from the site, within limits, without a network."""

import http.server
import os
import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings

from printing import operations
from printing.operations import CannotPrint, print_html
from tests.printing.reading import drawn_truly

CHINESE = "结业证书于二〇二六年十月完成电商创业训练营全部八关盘美花"


@pytest.mark.parametrize("family", ["Yaodu Sans", "Yaodu Serif"])
def test_chinese_is_drawn_as_itself(family):
    pdf = print_html(f'<p style="font-family:{family}">{CHINESE}')
    assert pdf.startswith(b"%PDF-")
    assert set(drawn_truly(pdf)) == set(CHINESE)


def test_a_warm_document_takes_less_than_a_second():
    operations.warm()
    print_html("<p>一")
    started = time.perf_counter()
    print_html(f"<h1>{CHINESE}")
    assert time.perf_counter() - started < 1


@pytest.fixture
def visits():
    """A web server that must never be asked; yields the list of what it was asked."""
    asked = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield asked, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


HOSTILE = (
    '<img src="{url}/img">',
    '<link rel="stylesheet" href="{url}/css">',
    "<style>@import url({url}/import);</style>",
    "<style>@font-face{{font-family:x;src:url({url}/font)}}p{{font-family:x}}</style>",
    '<p style="background:url({url}/bg)">',
    '<object data="{url}/object"></object><embed src="{url}/embed"><iframe src="{url}/frame"></iframe>',
    '<svg><image href="{url}/svg" width="9" height="9"/><use href="{url}/use#x"/></svg>',
    '<link rel="attachment" href="{url}/attached">',
    '<base href="{url}/"><img src="relative">',
)


@pytest.mark.parametrize("markup", HOSTILE)
def test_nothing_is_fetched_from_the_network(visits, markup):
    asked, url = visits
    plain = print_html("<p>瑶")
    hostile = print_html(markup.format(url=url) + "<p>瑶")
    assert asked == []
    assert b"EmbeddedFile" not in hostile
    assert len(hostile) < len(plain) + 2000


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "asset:art/../../manage.py", "asset:font/9", "data:text/plain,secret", "asset:art/none.svg"],
)
def test_no_file_but_our_assets_is_attached_or_drawn(address):
    pdf = print_html(f'<link rel="attachment" href="{address}"><img src="{address}"><p>瑶')
    assert b"EmbeddedFile" not in pdf


def test_a_document_that_takes_too_long_is_given_up_and_the_next_is_printed():
    with pytest.raises(CannotPrint):
        print_html("<table>" + "<tr><td>慢" * 3000, seconds=0.3)
    assert print_html("<p>下一张").startswith(b"%PDF-")


GREEDY = """
import socket
from printing.press import limit
limit()
for greed in (lambda: bytearray(2 << 30), lambda: socket.create_connection(("127.0.0.1", 1))):
    try:
        greed()
    except (MemoryError, PermissionError) as fault:
        print(type(fault).__name__)
"""


def test_the_printing_child_has_bounded_memory_and_no_network():
    command = [sys.executable, "-c", GREEDY]
    said = subprocess.run(command, capture_output=True, text=True, env={"PYTHONPATH": "site"}, cwd=settings.ROOT, timeout=60)
    assert said.stdout.split() == ["MemoryError", "PermissionError"]


def test_the_press_knows_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a-secret-of-the-site")
    operations.stop(operations.standing_press())
    press = operations.standing_press()
    print_html("<p>瑶")
    with open(f"/proc/{press.pid}/environ", "rb") as environment:
        assert b"a-secret-of-the-site" not in environment.read()
    assert os.getpgid(press.pid) != os.getpgid(0)


def test_a_template_is_printed_in_the_language_asked_for(tmp_path, settings):
    (tmp_path / "page.html").write_text("<p>{{ name }} {% if LANGUAGE_CODE %}{% endif %}{% translate 'Stage' %}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    pdf = operations.render(template="page.html", context={"name": "<script>盘"}, language="en")
    assert set("<script>盘") <= set(drawn_truly(pdf))


def test_the_art_folder_is_the_sites():
    assert str(settings.ROOT / "static" / "art") in operations.standing_press().args
