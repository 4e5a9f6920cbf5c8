"""Printing a document: a template and its context in, PDF bytes out. Called from jobs, never from a request."""

import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from printing.fonts import FILES

SECONDS = 20
HEADER = 9  # one byte of kind, eight of length: printing.press.FRAME
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_PATH")  # and no secret


class CannotPrint(Exception):
    """The document was not printed; the message says why, for the log."""


_press: subprocess.Popen[bytes] | None = None
_pid = 0
_lock = threading.Lock()


def render(*, template: str, context: dict[str, Any], language: str = "zh-hans", seconds: float = SECONDS) -> bytes:
    """The PDF of `template` (in templates/) with `context`, printed apart from this process within `seconds`.

    Raises CannotPrint when it takes longer, grows too large or fails; the next document gets a fresh press.
    """
    with translation.override(language):
        html = render_to_string(template, context)
    return print_html(html, seconds=seconds)


def print_html(html: str, *, seconds: float = SECONDS) -> bytes:
    """The PDF of `html`, which may load only `asset:` addresses. Raises CannotPrint."""
    with _lock:
        press = standing_press()
        try:
            return ask(press, html.encode(), until=time.monotonic() + seconds)
        except BaseException as fault:
            stop(press)
            if isinstance(fault, (OSError, TimeoutError)):
                raise CannotPrint(f"no PDF after {seconds} s: {fault!r}") from fault
            raise


def warm() -> None:
    """Start the press before the first document is asked for: the jobs worker calls it."""
    with _lock:
        standing_press()


def standing_press() -> subprocess.Popen[bytes]:
    """This process's press, started if it is not there (or belongs to the process this one was forked from)."""
    global _press, _pid
    if _press is None or _pid != os.getpid() or _press.poll() is not None:
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        environment["PYTHONPATH"] = str(settings.ROOT / "site")
        command = [sys.executable, "-m", "printing.press", str(settings.ROOT / "static" / "art"), *map(str, FILES.values())]
        _press = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, start_new_session=True, bufsize=0
        )
        _pid = os.getpid()
    return _press


def ask(press: subprocess.Popen[bytes], html: bytes, *, until: float) -> bytes:
    assert press.stdin
    press.stdin.write(b"D" + len(html).to_bytes(8, "big"))
    left = memoryview(html)
    while left:
        left = left[press.stdin.write(left) :]
    header = read_exactly(press, HEADER, until)
    body = read_exactly(press, int.from_bytes(header[1:], "big"), until)
    if header[:1] != b"P":
        raise CannotPrint(body.decode(errors="replace"))
    return body


def read_exactly(press: subprocess.Popen[bytes], size: int, until: float) -> bytes:
    """`size` bytes of the press's answer. Raises TimeoutError at `until`, EOFError-like OSError when the press died."""
    assert press.stdout
    got = bytearray()
    with selectors.DefaultSelector() as ready:
        ready.register(press.stdout, selectors.EVENT_READ)
        while len(got) < size:
            if not ready.select(max(0, until - time.monotonic())):
                raise TimeoutError
            if not (piece := os.read(press.stdout.fileno(), min(65_536, size - len(got)))):
                raise BrokenPipeError("the press stopped")
            got += piece
    return bytes(got)


def stop(press: subprocess.Popen[bytes]) -> None:
    """End the press and the child it forked, and only them: they are a session of their own."""
    global _press
    with suppress(ProcessLookupError):
        os.killpg(press.pid, signal.SIGKILL)
    press.wait()
    for end in (press.stdin, press.stdout):
        if end:
            end.close()
    _press = None
