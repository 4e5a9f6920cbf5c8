"""Who issues badges and signs them: the county's did:web, its public keys, and JSON Web Tokens signed with RS256."""

from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from joserfc import jwt
from joserfc.jwk import RSAKey

from cms.county import county
from courses.certificates.issuer_key import kept_key, private_keys

ALGORITHM = "RS256"


def keys() -> tuple[RSAKey, ...]:
    """The county's keys: the first signs, the others signed before. Of the environment; in development one of its own."""
    return private_keys(settings.BADGE_KEY or kept_key(Path(settings.DATA_DIR) / "badge-key.pem"))


def did() -> str:
    """The issuer as a decentralised identifier that anyone resolves at /.well-known/did.json."""
    return "did:web:" + quote(urlsplit(settings.BASE_URL).netloc, safe="")


def address(path: str) -> str:
    """A path of this site ("/badges/…") as a whole address."""
    return settings.BASE_URL.rstrip("/") + path


def issuer() -> dict[str, Any]:
    """The issuer's profile, as it stands in every badge."""
    names = county()
    return {
        "id": did(),
        "type": ["Profile"],
        "name": bilingual(names.county_zh, names.county_en),
        "description": bilingual(names.site_name_zh, names.site_name_en),
        "url": settings.BASE_URL,
        "image": {"id": address(f"{settings.STATIC_URL}art/mark.svg"), "type": "Image"},
    }


def bilingual(chinese: str, english: str) -> str:
    """Both languages in one plain string: wallets show a name as it is, and know no language maps."""
    return " · ".join(dict.fromkeys(filter(None, (chinese, english))))


def public_keys() -> list[dict[str, Any]]:
    """The public half of every key, as JSON Web Keys."""
    return [
        {**key.as_dict(private=False), "kid": key_id(key), "alg": ALGORITHM, "use": "sig"} for key in keys()
    ]  # fmt: skip


def key_id(key: RSAKey) -> str:
    return f"{did()}#{key.thumbprint()}"


def did_document() -> dict[str, Any]:
    """What did:web resolves to: the keys, each under the name that a badge's header gives it."""
    methods = [
        {"id": one["kid"], "type": "JsonWebKey", "controller": did(), "publicKeyJwk": one} for one in public_keys()
    ]  # fmt: skip
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": did(),
        "verificationMethod": methods,
        "assertionMethod": [one["id"] for one in methods],
    }


def sign(document: dict[str, Any], *, valid_from: datetime, valid_until: datetime | None = None) -> str:
    """A credential as a token: its own members, and the claims that say the same in a token's words (Open Badges 3.0, 8.2)."""
    claims = {**document, "iss": did(), "jti": document["id"], "nbf": int(valid_from.timestamp())}
    if valid_until:
        claims["exp"] = int(valid_until.timestamp())
    if subject := document["credentialSubject"].get("id"):
        claims["sub"] = subject
    (key, *_old) = keys()
    return jwt.encode({"alg": ALGORITHM, "typ": "JWT", "kid": key_id(key)}, claims, key, algorithms=[ALGORITHM])
