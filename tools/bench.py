"""SQL queries, milliseconds and bytes of the key pages, as a table. SITE names a site served with SERVER_TIMING=1.

The milliseconds are the median of ten warm requests, spent in the server. Bytes are gzipped: HTML, CSS, JavaScript.
"""

import gzip
import os
import re
import statistics

from playwright.sync_api import APIRequestContext, APIResponse, Page

from tools.browser import chromium, resolve, sign_in
from tools.key_pages import CMS, PUBLIC, SIGNED_IN

TIMING = re.compile(r'db;dur=([\d.]+);desc="(\d+) queries", total;dur=([\d.]+)')
LINKED = re.compile(r'<(?:link[^>]*rel="stylesheet"[^>]*href|script[^>]*src)="([^"]+)"')
MOST_BYTES, MOST_QUERIES = 50 * 1024, 12


def timing(response: APIResponse) -> tuple[int, float]:
    """(queries, milliseconds) as the server said."""
    found = TIMING.fullmatch(response.headers["server-timing"])
    assert found, response.headers["server-timing"]
    return int(found[2]), float(found[3])


def weight(request: APIRequestContext, site: str, html: str) -> dict[str, int]:
    """Gzipped bytes of the page and of the stylesheets and scripts it links."""
    bytes_of = {"html": len(gzip.compress(html.encode(), 6)), "css": 0, "js": 0}
    for address in LINKED.findall(html):
        if address.startswith("/"):
            kind = "css" if ".css" in address else "js"
            bytes_of[kind] += len(gzip.compress(request.get(site + address).body(), 6))
    return bytes_of


def measure(page: Page, address: str, site: str) -> tuple[int, float, dict[str, int]]:
    """(queries of a warm request, median milliseconds, bytes by kind)."""
    answers = [page.request.get(address) for _ in range(11)]
    timings = [timing(answer) for answer in answers[1:]]
    return timings[-1][0], statistics.median(t for _q, t in timings), weight(page.request, site, answers[-1].text())


def main() -> None:
    site = os.environ["SITE"]
    heavy: list[str] = []
    print(f"{'page':14}{'queries':>8}{'ms':>8}{'html':>8}{'css':>8}{'js':>7}{'all':>8}  bytes gzipped")
    with chromium() as browser:
        context = browser.new_context(locale="zh-CN")
        page = context.new_page()
        somebody = ""
        for key in (*PUBLIC, *SIGNED_IN, *CMS):
            if key.who and key.who != somebody:
                context.clear_cookies()
                sign_in(page, site, key.who)
            somebody = key.who
            queries, spent, bytes_of = measure(page, resolve(page, site, "zh-hans", key.path), site)
            total = sum(bytes_of.values())
            print(
                f"{key.name:14}{queries:>8}{spent:>8.1f}{bytes_of['html']:>8}{bytes_of['css']:>8}{bytes_of['js']:>7}{total:>8}",
                flush=True,
            )
            if key in PUBLIC and (queries > MOST_QUERIES or total > MOST_BYTES):
                heavy.append(key.name)
    if heavy:
        raise SystemExit(f"Over {MOST_QUERIES} queries or {MOST_BYTES} bytes: {', '.join(heavy)}")


if __name__ == "__main__":
    main()
