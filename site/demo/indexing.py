"""Hundreds of rows at once: no job for each saved row; the search index is filled in one go at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models.signals import post_save
from modelsearch.backends import get_search_backend
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def indexing_later() -> Iterator[None]:
    """While loading, saving a row does not ask the jobs worker to index it."""
    models = [model for model in get_indexed_models() if post_save.disconnect(post_save_signal_handler, sender=model)]
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)


def fill_index() -> int:
    """Put every row of every searchable model in the index; returns how many."""
    backend, count = get_search_backend(), 0
    for model in get_indexed_models():
        rows = list(model.get_indexed_objects())
        if rows:
            backend.get_index_for_model(model).add_items(model, rows)
            count += len(rows)
    return count
