"""Everything `make run` needs before it serves, in one process, doing only what is not done yet."""

import hashlib
import os
import socket
import time
from collections.abc import Callable

import yaml
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cms.models import HomePage

CONTENT = settings.ROOT / "site" / "demo" / "content"


def content_hash() -> str:
    """Of every content file, so that new content is loaded and old is not loaded again."""
    digest = hashlib.sha256()
    for path in sorted(CONTENT.rglob("*.yaml")):
        digest.update(str(path.relative_to(CONTENT)).encode() + path.read_bytes())
    return digest.hexdigest()


def sign_ins() -> list[tuple[str, str]]:
    """One demo person for each role: (who, phone)."""
    people = yaml.safe_load((CONTENT / "people.yaml").read_text(encoding="utf-8"))
    first = {person["role"]: person for person in reversed(people)}
    return [(f"{role}: {p['name']['en']} {p['name']['zh']}", p["phone"]) for role, p in first.items()]


def port_is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


class Command(BaseCommand):
    help = "Prepare the data, the translations and the stylesheet, then say how to sign in"
    requires_system_checks: list[str] = []  # `make check` runs them; here they would cost two seconds of every start

    def handle(self, *args: object, **options: object) -> None:
        host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
        if not port_is_free(host, port):
            raise CommandError(f"Port {port} is taken. Try another: make run PORT={port + 1}")
        self.step("Translations", lambda: call_command("compile_translations", stdout=self.stdout))
        self.step("Stylesheet", lambda: call_command("build_css", stdout=self.stdout))
        self.step("Database", self.migrate)
        self.step("The county's content", self.load)
        self.say_how(host, port)

    def step(self, name: str, act: Callable[[], object]) -> None:
        started = time.monotonic()
        self.stdout.write(self.style.MIGRATE_HEADING(f"==> {name}"))
        act()
        self.stdout.write(f"    {time.monotonic() - started:.1f} s")

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if not plan:
            self.stdout.write("    already there")
            return
        self.stdout.write(f"    {len(plan)} migrations")
        call_command("migrate", verbosity=0, interactive=False)

    def load(self) -> None:
        stamp, wanted = settings.DATA_DIR / "content.sha256", content_hash()
        if stamp.exists() and stamp.read_text() == wanted and HomePage.objects.exists():
            self.stdout.write("    already there")
            return
        call_command("load_demo", stdout=self.stdout)
        stamp.write_text(wanted)

    def say_how(self, host: str, port: int) -> None:
        shown = "localhost" if host in {"127.0.0.1", "0.0.0.0"} else host
        address = f"http://{shown}:{port}/"
        self.stdout.write(self.style.SUCCESS(f"\nYaodu is served at {address}  (stop with Ctrl-C)"))
        self.stdout.write(f"Sign in at {address}zh-hans/account/sign-in/ ; the codes are shown at {address}dev/messages")
        for who, phone in sign_ins():
            self.stdout.write(f"    {phone}  {who}")
        self.stdout.write("")
