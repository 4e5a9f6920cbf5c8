"""The key that signs badges: RSA, because RS256 is what every verifier of Open Badges 3.0 must know.

Knows nothing of Django, so that the settings may ask it whether a key is good.
"""

import os
import re
from contextlib import suppress
from functools import cache
from pathlib import Path

from joserfc.jwk import RSAKey

BLOCK = re.compile(r"-----BEGIN [A-Z ]+-----.+?-----END [A-Z ]+-----", re.S)
LEAST_BITS = 2048


class BadKey(ValueError):
    """Not a private RSA key in PEM form of at least 2,048 bits; the message says what is wrong."""


@cache
def private_keys(pem: str) -> tuple[RSAKey, ...]:
    """The keys in `pem`, line ends as they are or written as \\n: the first signs, the others are those of before.

    Raises BadKey when there is none, or one that is no good.
    """
    blocks = BLOCK.findall(pem.replace("\\n", "\n"))
    if not blocks:
        raise BadKey("no key")
    return tuple(private_key(block) for block in blocks)


def private_key(block: str) -> RSAKey:
    try:
        key = RSAKey.import_key(block)
    except Exception as fault:  # whatever a wrong text makes of the parsers below
        raise BadKey("not an RSA key in PEM form") from fault
    if not key.is_private:
        raise BadKey("a public key cannot sign")
    if key.raw_value.key_size < LEAST_BITS:
        raise BadKey(f"shorter than {LEAST_BITS} bits")
    return key


def kept_key(file: Path) -> str:
    """The key kept in `file`, made the first time: for development. Of several processes that make one, the first wins."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        made = file.with_suffix(f".{os.getpid()}")
        made.touch(mode=0o600)
        made.write_bytes(RSAKey.generate_key(LEAST_BITS).as_pem(private=True))
        with suppress(FileExistsError):
            os.link(made, file)
        made.unlink()
    return file.read_text()
