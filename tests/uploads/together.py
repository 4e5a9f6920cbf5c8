"""Several photographs as a camera takes them, sent together through the real page and made small by the real worker."""

from io import BytesIO
from time import perf_counter

from django.core.management import call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult
from PIL import Image

from shops.catalogue.models import Product
from tests.factories.photos import upload


def camera_files(count: int, size: tuple[int, int]) -> list:
    """Files with detail as of a camera, each another."""
    noise = Image.effect_noise((size[0] // 4, size[1] // 4), 60).resize(size).convert("RGB")
    files = []
    for number in range(count):
        written = BytesIO()
        Image.blend(noise, Image.new("RGB", size, (40 * number, 90, 200)), 0.5).save(written, "JPEG", quality=90)
        files.append(upload(written.getvalue(), f"phone-{number}.jpg"))
    return files


def sent_and_usable(client, product: Product, settings, files: list) -> float:
    """Seconds until all are usable; on the way the page says how far they are, from none to all."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    page, count = f"/zh-hans/my/shop/change/goods/{product.pk}/photos/", len(files)
    began = perf_counter()
    told = [told_of(client.post(page, {"do": "add", "new": files}, follow=True), count)]
    for jobs in (1, count):
        work(jobs)
        told.append(told_of(client.get(page), count))
    took = perf_counter() - began
    assert told == [(count, 0, True), (count - 1, 1, True), (0, count, False)]
    return took


def work(jobs: int) -> None:
    """The worker does so many jobs; within a test's own transaction, which it would close, they are done without it."""
    if not connection.in_atomic_block:
        call_command("db_worker", batch=True, interval=0, startup_delay=False, max_tasks=jobs, verbosity=0)
        return
    for queued in list(DBTaskResult.objects.ready()[:jobs]):
        queued.task.call(**queued.args_kwargs["kwargs"])
        queued.delete()


def told_of(answer, count: int) -> tuple[int, int, bool]:
    """How many wait and how many are ready, and whether the page says so in words."""
    html = answer.content.decode()
    waiting, ready = (html.count(f'data-state="{state}"') for state in ("waiting", "ready"))
    return waiting, ready, f"{count} 张照片好了 {ready} 张" in html
