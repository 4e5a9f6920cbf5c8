"""The press: a process of its own, with WeasyPrint and the fonts loaded, that forks a child for each document.

It knows neither Django nor the database nor any secret: it reads HTML and answers with a PDF. The child lives for one
document, under limits of memory and time, without sockets. Run as `python -m printing.press <art folder> <font>…`.
"""

import os
import resource
import socket
import struct
import sys
from pathlib import Path
from typing import BinaryIO, NoReturn

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from printing.fetcher import AssetFetcher

MEMORY = 1 << 30  # bytes of address space
CPU_SECONDS = 15
LARGEST = 20 << 20  # bytes of a finished PDF
PRINTED, FAILED = b"P", b"F"
FRAME = struct.Struct("!cQ")
FAMILIES = ("Yaodu Sans", "Yaodu Serif")


def font_faces(count: int) -> str:
    """Our fonts by name, and the first of them for whatever names none: never the machine's own."""
    faces = zip(FAMILIES[:count], range(count), strict=True)
    return "".join(f'@font-face{{font-family:"{name}";src:url("asset:font/{n}")}}' for name, n in faces) + (
        f'html{{font-family:"{FAMILIES[0]}"}}'
    )


class Press:
    def __init__(self, art: Path, fonts: list[Path]) -> None:
        self.fetcher, self.font_config = AssetFetcher(art, fonts), FontConfiguration()
        self.faces = CSS(string=font_faces(len(fonts)), font_config=self.font_config, url_fetcher=self.fetcher)
        self.pdf('<p style="font-family:Yaodu Sans,Yaodu Serif">瑶都 Yaodu')  # everything is loaded once, before any fork

    def pdf(self, html: str) -> bytes:
        document = HTML(string=html, url_fetcher=self.fetcher, base_url=None)
        return document.write_pdf(stylesheets=[self.faces], font_config=self.font_config)

    def work(self, asked: BinaryIO, answers: BinaryIO) -> None:
        """Print what is asked, one document at a time, until the asking end closes."""
        while header := asked.read(FRAME.size):
            html = asked.read(FRAME.unpack(header)[1]).decode()
            child = os.fork()
            if not child:
                self.print_in_child(html, answers)
            if os.waitpid(child, 0)[1]:
                answer(answers, FAILED, b"the printing child was stopped by its limits")

    def print_in_child(self, html: str, answers: BinaryIO) -> NoReturn:
        limit()
        try:
            pdf = self.pdf(html)
            answer(answers, PRINTED if len(pdf) <= LARGEST else FAILED, pdf if len(pdf) <= LARGEST else b"too large")
        except BaseException as fault:
            answer(answers, FAILED, repr(fault)[:500].encode())
        os._exit(0)


def answer(answers: BinaryIO, kind: bytes, body: bytes) -> None:
    answers.write(FRAME.pack(kind, len(body)) + body)
    answers.flush()


def no_sockets(*args: object, **kwargs: object) -> NoReturn:
    raise PermissionError("documents are printed without a network")


def limit() -> None:
    """Bound this process: address space, processor time, no core file, no sockets."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    socket.socket = socket.create_connection = no_sockets  # type: ignore[assignment,misc]


if __name__ == "__main__":
    Press(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]).work(sys.stdin.buffer, sys.stdout.buffer)
