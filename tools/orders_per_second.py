"""Orders placed in a second: the site as production serves it, 32 presses in flight, on the database the environment names.

Usage: python -m tools.orders_per_second, or `make orders-per-second` for both databases. DATABASE_URL names a migrated
database that nobody needs: its rows stay. Every buyer is another guest with one or three shops' goods in the basket.
"""

import os
import tempfile
from pathlib import Path

import django

from tests.concurrency.http.serving import SECRET, served

ORDERS, IN_FLIGHT = 600, 32


def main() -> None:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "SECRET_KEY": SECRET}
    django.setup()
    from django.db import connection

    with (
        tempfile.TemporaryDirectory() as folder,
        served(os.environ["DATABASE_URL"], os.environ["REDIS_URL"], Path(folder) / "log") as port,
    ):
        for shops in (1, 3):
            each, slow = measure(port, shops)
            print(f"{connection.vendor:12}{shops:>6}{each:>10.0f}{slow:>9.2f} s", flush=True)


def measure(port: int, shops: int) -> tuple[float, float]:
    """(orders in a second, seconds within which 99 of 100 were answered) for baskets of so many shops."""
    from shops.catalogue.models import Offer
    from tests.concurrency.http.buyers import Site, guest, in_flight, p99
    from tests.factories.catalogue import product

    goods = [product(group_price=None) for _n in range(shops * 4)]
    Offer.objects.update(stock=ORDERS)
    buyers = [guest(*goods[n % 4 :: 4]) for n in range(ORDERS)]
    answers, spent = in_flight(Site(port), buyers, IN_FLIGHT)
    assert all(answer.order for answer in answers), {answer.status for answer in answers}
    return ORDERS / spent, p99(answers)


if __name__ == "__main__":
    main()
