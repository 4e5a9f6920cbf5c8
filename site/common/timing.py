"""`Server-Timing`, when asked for: what a page cost, in milliseconds and queries."""

import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpRequest, HttpResponse


class ServerTimingMiddleware:
    """Adds `Server-Timing: db;dur=4.1;desc="7 queries", total;dur=12.3` when SERVER_TIMING is on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.SERVER_TIMING:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        durations: list[float] = []

        def measure(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
            started = time.perf_counter()
            try:
                return execute(sql, params, many, context)
            finally:
                durations.append(time.perf_counter() - started)

        started = time.perf_counter()
        with connection.execute_wrapper(measure):
            response = self.get_response(request)
        total = (time.perf_counter() - started) * 1000
        spent, count = sum(durations) * 1000, len(durations)
        response["Server-Timing"] = f'db;dur={spent:.1f};desc="{count} queries", total;dur={total:.1f}'
        return response
