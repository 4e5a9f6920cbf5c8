"""Badges for machines: without a language, without signing in, readable from other sites. What they say anyone may check."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.clock import now
from courses.certificates import badge as badges
from courses.certificates import queries, signing, status_list
from courses.certificates.models import Certificate
from courses.certificates.rules import asked_by
from courses.curriculum.queries import outline

A_FEW_MINUTES = 300  # seconds: so long may a verifier believe what it read of revocations


def open_to_all(response: HttpResponse, *, seconds: int = 0) -> HttpResponse:
    """Let verifiers in browsers read it too, and keep it for a while."""
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Content-Type-Options"] = "nosniff"
    if seconds:
        response["Cache-Control"] = f"public, max-age={seconds}"
    return response


def document(told: dict[str, Any]) -> HttpResponse:
    return open_to_all(JsonResponse(told, json_dumps_params={"ensure_ascii": False}), seconds=A_FEW_MINUTES)


@require_safe
def did_document(request: HttpRequest) -> HttpResponse:
    return document(signing.did_document())


@require_safe
def jwks(request: HttpRequest) -> HttpResponse:
    return document({"keys": signing.public_keys()})


@require_safe
def issuer(request: HttpRequest) -> HttpResponse:
    return document({"@context": badges.CONTEXT} | signing.issuer())


@require_safe
def achievement(request: HttpRequest, programme: UUID) -> HttpResponse:
    course = outline(programme)
    if course is None:
        raise Http404
    return document(badges.achievement_of(course, asked_by(programme)))


@require_safe
def status(request: HttpRequest, edition: int, block: int) -> HttpResponse:
    """Which badges of this list are revoked."""
    if not status_list.is_kept(edition, block):
        raise Http404
    signed = status_list.status_list(edition, block, at=now())
    return open_to_all(HttpResponse(signed, content_type="application/jwt"), seconds=A_FEW_MINUTES)


def signed_badge(number: str) -> tuple[Certificate, str]:
    certificate = queries.find(number)
    if certificate is None:
        raise Http404
    return certificate, badges.token(certificate, asked_by(certificate.cohort.programme_key))


@never_cache
@require_safe
def badge(request: HttpRequest, number: str) -> HttpResponse:
    """The badge as a signed token. A revoked one is handed out too: that it is revoked, the status list says."""
    certificate, signed = signed_badge(number)
    response = HttpResponse(signed, content_type="application/jwt")
    response["Content-Disposition"] = f'attachment; filename="{certificate.number}.jwt"'
    return open_to_all(response)


@never_cache
@require_safe
def picture(request: HttpRequest, number: str) -> HttpResponse:
    """The badge as a picture with the token in it."""
    certificate, signed = signed_badge(number)
    response = HttpResponse(badges.picture(signed), content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{certificate.number}.svg"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    return open_to_all(response)
