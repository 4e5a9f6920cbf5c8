"""What companies send by themselves, and where WeChat says who pays."""

import logging
from typing import Any

from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from common.clock import now
from shops.payments.companies import NotOffered, gateway_of
from shops.payments.gateways import Forged, Refused, Silent
from shops.payments.gateways.wechat import WeChat
from shops.payments.notices import LARGEST, NotOurs, take_notice
from shops.payments.taking import Mismatch

log = logging.getLogger(__name__)
PAYER = "wechat_payer"  # in the session
SIGNER = TimestampSigner(salt="shops.payments.payer")


@csrf_exempt
@require_POST
def notice(request: HttpRequest, way: str) -> HttpResponse:
    """A notification: acknowledged once it is kept, else refused, and nothing was changed."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return answer(way, taken=False, status=413)
    headers = {name: value for name, value in request.META.items() if isinstance(value, str)}
    try:
        take_notice(way=way, headers=headers, body=request.body, at=now())
    except NotOffered:
        return answer(way, taken=False, status=400)
    except (Forged, NotOurs, Mismatch) as fault:
        log.warning("A notification of %s was refused: %s %s", way, type(fault).__name__, fault)
        return answer(way, taken=False, status=401 if isinstance(fault, Forged) else 400)
    return answer(way, taken=True)


def answer(way: str, *, taken: bool, status: int = 200) -> HttpResponse:
    """In the company's own words: Alipay wants exactly `success`."""
    if way == "alipay":
        return HttpResponse("success" if taken else "fail", content_type="text/plain", status=status)
    code = "SUCCESS" if taken else "FAIL"
    return JsonResponse({"code": code, "message": "" if taken else "refused"}, status=status)


@require_GET
def payer(request: HttpRequest) -> HttpResponse:
    """WeChat came back with a code for who pays; the buyer goes on where they were, in their language."""
    try:
        state = SIGNER.unsign_object(request.GET.get("state", ""), max_age=900)
    except BadSignature:
        raise Http404 from None
    gateway: Any = gateway_of("wechat")
    if isinstance(gateway, WeChat):
        try:
            request.session[PAYER] = gateway.payer(request.GET.get("code", "")[:64])
        except (Silent, Refused) as fault:
            log.warning("WeChat did not say who pays: %s", fault)
    with override(state["language"]):
        return redirect(reverse("payments:pay", args=[state["number"]]))
