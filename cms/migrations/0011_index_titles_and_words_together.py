"""PostgreSQL: an index of a row's title and words together, as every search asks; Wagtail's own are of each alone."""

from typing import Any

from django.db import migrations

NAME = "cms_titles_and_words"


def put(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {NAME} ON wagtailsearch_indexentry USING gin ((title || body))")


def take_away(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {NAME}")


class Migration(migrations.Migration):
    dependencies = [("cms", "0010_kinds_of_places_and_customs"), ("wagtailsearch", "0010_add_text_fields")]
    operations = [migrations.RunPython(put, take_away)]
