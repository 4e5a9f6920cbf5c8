"""The database itself refuses to change or take away an entry. A table emptied whole (TRUNCATE) is what tests do."""

from typing import Any

from django.db import migrations

POSTGRES = (
    """CREATE FUNCTION ledger_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'entries of the ledger are never changed'; END $$""",
    """CREATE TRIGGER ledger_entry_stays BEFORE UPDATE OR DELETE ON ledger_entry
       FOR EACH ROW EXECUTE FUNCTION ledger_entry_stays()""",
)
POSTGRES_BACK = ("DROP TRIGGER ledger_entry_stays ON ledger_entry", "DROP FUNCTION ledger_entry_stays()")
SQLITE = tuple(
    f"""CREATE TRIGGER ledger_entry_no_{act} BEFORE {act} ON ledger_entry
        BEGIN SELECT RAISE(ABORT, 'entries of the ledger are never changed'); END"""
    for act in ("update", "delete")
)
SQLITE_BACK = ("DROP TRIGGER ledger_entry_no_update", "DROP TRIGGER ledger_entry_no_delete")


def run(editor: Any, postgres: tuple[str, ...], sqlite: tuple[str, ...]) -> None:
    for statement in postgres if editor.connection.vendor == "postgresql" else sqlite:
        editor.execute(statement)


def forbid(apps: Any, editor: Any) -> None:
    run(editor, POSTGRES, SQLITE)


def allow(apps: Any, editor: Any) -> None:
    run(editor, POSTGRES_BACK, SQLITE_BACK)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
