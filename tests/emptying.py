"""How the database is emptied after a test that committed: on PostgreSQL, only tables that hold something.

Django truncates all of them, some 250 with their indexes, which takes PostgreSQL a second and there are hundreds of such tests.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

KEPT = frozenset({"django_content_type", "auth_permission"})  # migrations wrote them; they would be written anew, the same


def empty_quickly(connection: BaseDatabaseWrapper) -> None:
    """Let `flush` delete from the tables that hold rows. Sequences go on, as they do with Django's own."""
    if connection.vendor == "postgresql":
        connection.ops.sql_flush = partial(statements, connection)  # type: ignore[method-assign]


def statements(connection: BaseDatabaseWrapper, _style: Any, tables: Iterable[str], **_asked: Any) -> list[str]:
    """Foreign keys and the triggers that keep the ledger are not asked: all that refers to a row goes with it."""
    quote = connection.ops.quote_name
    each = [f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {quote(name)})" for name in sorted(set(tables) - KEPT)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        full = [name for (name,) in cursor.fetchall()]
    deletes = [f"DELETE FROM {quote(name)}" for name in full]
    return ["SET LOCAL session_replication_role = replica", *deletes] if full else []
