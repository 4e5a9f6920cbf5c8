"""Whether the site is alive, and whether it is ready for people."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse


def alive(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"alive": True})


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


def cache_answers() -> bool:
    from redis.exceptions import RedisError  # a third of a second, which a site without Redis need not spend at its start

    try:
        cache.set("readyz", "1", 5)
        return cache.get("readyz") == "1"
    except (OSError, RedisError):  # the client's ConnectionError is not Python's
        return False


def migrations_applied() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def ready(request: HttpRequest) -> JsonResponse:
    """200 when database, cache and migrations are in order, else 503 saying which is not."""
    checks = {"database": database_answers(), "cache": cache_answers(), "migrations": migrations_applied()}
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)
