"""Keys of the pretended companies and of the merchant they know, made once and kept beside the data of development."""

import json
import os
import secrets
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

NAME = "pretended-companies.json"
MCHID, APPID, SERIAL, PUBLIC_KEY_ID = "1900000001", "wxpretended000001", "5157F09EFDC096DE", "PUB_KEY_ID_PRETENDED"
ALIPAY_APPID, SELLER = "2021000000000001", "2088000000000001"


@lru_cache(maxsize=8)
def private_key(pem: str) -> rsa.RSAPrivateKey:
    """Read once: each reading tries the key's primes, which takes longer than all it is then used for."""
    key = serialization.load_pem_private_key(pem.encode(), password=None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


@lru_cache(maxsize=8)
def public_pem(pem: str) -> str:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return private_key(pem).public_key().public_bytes(serialization.Encoding.PEM, form).decode()


def new_pem() -> str:
    form, bare = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(serialization.Encoding.PEM, form, bare).decode()


def new_keys() -> dict[str, str]:
    return {"merchant": new_pem(), "wechat": new_pem(), "alipay": new_pem(), "apiv3": secrets.token_hex(16)}


def keys() -> dict[str, str]:
    """Both sides read the same file; whoever comes first writes it, whole."""
    return read(settings.DATA_DIR / NAME)


@lru_cache(maxsize=4)
def read(path: Path) -> dict[str, str]:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent, delete=False) as new:
            json.dump(new_keys(), new)
        try:
            os.link(new.name, path)  # fails where another process was first
        except FileExistsError:
            pass
        finally:
            os.unlink(new.name)
    known: dict[str, str] = json.loads(path.read_text())
    return known


def facts_of(way: str, root: str) -> dict[str, Any]:
    """What a merchant of the pretended company at `root` sets."""
    known = keys()
    if way == "alipay":
        return {
            "appid": ALIPAY_APPID, "seller_id": SELLER, "private_key": known["merchant"],
            "public_key": public_pem(known["alipay"]), "api": f"{root}/alipay/gateway.do",
        }  # fmt: skip
    return {
        "mchid": MCHID, "appid": APPID, "secret": "pretended", "serial": SERIAL, "private_key": known["merchant"],
        "apiv3_key": known["apiv3"], "public_key": public_pem(known["wechat"]), "public_key_id": PUBLIC_KEY_ID,
        "api": f"{root}/wechat", "web": f"{root}/wechat", "token": f"{root}/wechat",
    }  # fmt: skip
