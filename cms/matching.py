"""What Wagtail's index says of a query, asked directly, for both databases.

Its own way of asking reads the index once for every row of a kind on SQLite: half a second among ten thousand goods. The words
between signs are all that `Asked` lets through, so that they may stand in a query of either index.
"""

from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import connection
from django.db.models import BigIntegerField, F, Model, QuerySet
from django.db.models.expressions import CombinedExpression, RawSQL
from django.db.models.functions import Cast
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from cms.asked import Asked

TABLE = f"{IndexEntry._meta.db_table}_fts"


def matching(model: type[Model], asked: Asked) -> QuerySet[Any]:
    """Ids of the rows of `model`, shown to the public or not, that have every word."""
    entries = IndexEntry.objects.filter(content_type_id__in=get_descendants_content_types_pks(model))
    if not asked:
        entries = entries.none()
    elif connection.vendor == "sqlite":
        entries = entries.filter(pk__in=in_sqlite(asked))
    else:
        text = CombinedExpression(F("title"), "||", F("body"), SearchVectorField())  # as its GIN index has it
        entries = entries.annotate(text=text).filter(text=in_postgresql(asked))
    return entries.values_list(Cast("object_id", BigIntegerField()), flat=True)


def in_sqlite(asked: Asked) -> RawSQL:
    either = (" OR ".join(f'"{form}"' for form in piece) for piece in asked.pieces)
    wanted = " AND ".join(f"({forms})" for forms in either)
    return RawSQL(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s", [f"{{title body}} : ({wanted})"])


def in_postgresql(asked: Asked) -> SearchQuery:
    either = (" | ".join(f"'{form}'" for form in piece) for piece in asked.pieces)
    wanted = " & ".join(f"({forms})" for forms in either)
    return SearchQuery(wanted, search_type="raw", config=get_search_backend().config)
