"""The mentor's desk, and the page on which one version is answered."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from common.rights import allow_or_404
from courses.assessment.models import Version


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


@login_required
def review(request: HttpRequest, version_id: int) -> HttpResponse:
    version = get_object_or_404(Version.objects.select_related("submission__enrolment"), pk=version_id)
    allow_or_404(request.user, "review submission", version.submission)
    return HttpResponse("")
