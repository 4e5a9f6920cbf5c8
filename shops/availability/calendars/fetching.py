"""Reading a calendar at an address somebody pasted: politely, little at a time, and never from inside this network.

The name is looked up once, every address it has must be a public one, and the connection goes to that very address, so that a
name which changes its mind meanwhile leads nowhere. Each step of a redirection is looked at in the same way.
"""

import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, urljoin, urlsplit

from shops.availability.calendars.reading import MOST_BYTES, Problem, Unreadable

PORTS = {"https": 443, "http": 80}
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # an address of the old internet within one of the new
PAUSE = 6.0  # seconds without a byte
WHOLE = 15.0  # seconds for all of it
HOPS = 3
CHUNK = 65_536
AGENT = "Yaodu calendar reader (reads once an hour)"


@dataclass(frozen=True)
class Fetched:
    """`content` is None when nothing changed since `etag`."""

    content: bytes | None
    etag: str = ""


def address_of(pasted: str) -> str:
    """The address as it is read: webcal is https. Raises Unreadable for what cannot be one."""
    text = pasted.strip()
    if text.lower().startswith("webcal://"):
        text = "https://" + text[len("webcal://") :]
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as fault:
        raise Unreadable(Problem.FORBIDDEN) from fault
    plain = parts.hostname and parts.scheme in PORTS and not parts.username and port in (None, PORTS[parts.scheme])
    if not plain or any(sign <= " " for sign in text):
        raise Unreadable(Problem.FORBIDDEN)
    return text


def public_address(host: str, port: int) -> str:
    """An address to connect to. Raises Unreadable where the name has none, or one that is not of the open internet."""
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as fault:
        raise Unreadable(Problem.UNREACHED) from fault
    if not found or not all(is_public(one) for one in found):
        raise Unreadable(Problem.FORBIDDEN)
    return sorted(found, key=lambda one: (":" in one, one))[0]


def is_public(address: str) -> bool:
    number = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(number, "ipv4_mapped", None) or getattr(number, "sixtofour", None)
    if number in NAT64:
        inner = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    return number.is_global and not number.is_multicast and (inner is None or inner.is_global)


def fetch(address: str, etag: str = "") -> Fetched:
    """What stands there now. Raises Unreadable."""
    ends = time.monotonic() + WHOLE
    for _hop in range(HOPS + 1):
        parts = urlsplit(address_of(address))
        connection = connected(parts)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {"User-Agent": AGENT, "Accept": "text/calendar, */*;q=0.1", "Accept-Encoding": "identity"}
            connection.request("GET", path, headers=headers | ({"If-None-Match": etag} if etag else {}))
            answer = connection.getresponse()
            if answer.status not in (301, 302, 303, 307, 308):
                return taken_in(answer, ends)
            address = urljoin(address, answer.getheader("Location") or "")
        except (OSError, HTTPException, ValueError) as fault:
            raise Unreadable(Problem.UNREACHED) from fault
        finally:
            connection.close()
    raise Unreadable(Problem.UNREACHED)


def connected(parts: SplitResult) -> HTTPConnection:
    """A connection to the very address that was looked at, under the name that was asked for."""
    host, port = parts.hostname or "", PORTS[parts.scheme]
    place = public_address(host, port)
    made: HTTPConnection
    if parts.scheme == "https":
        made = HTTPSConnection(host, port, timeout=PAUSE, context=ssl.create_default_context())
    else:
        made = HTTPConnection(host, port, timeout=PAUSE)
    made._create_connection = lambda _named, *rest, **more: socket.create_connection((place, port), *rest, **more)  # type: ignore[attr-defined]
    return made


def taken_in(answer: HTTPResponse, ends: float) -> Fetched:
    if answer.status == 304:
        return Fetched(None)
    if answer.status != 200:
        raise Unreadable(Problem.UNREACHED)
    content = b""
    while chunk := answer.read1(CHUNK):
        content += chunk
        if len(content) > MOST_BYTES:
            raise Unreadable(Problem.TOO_BIG)
        if time.monotonic() > ends:
            raise Unreadable(Problem.UNREACHED)
    return Fetched(content, (answer.getheader("ETag") or "")[:200])
