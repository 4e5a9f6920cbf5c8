"""A manager's page of all mentors: who has how many trainees, and who is away. One mentor's page stands above, in mentoring."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.clock import now, shanghai_day
from common.rights import allow_or_404
from courses.cohorts.teaching import mentor_rows


@require_safe
@login_required
def mentor_list(request: HttpRequest) -> HttpResponse:
    """Every mentor with their company, field, trainees and absences."""
    allow_or_404(request.user, "run cohorts")
    return render(request, "courses/mentors.html", {"mentors": mentor_rows(shanghai_day(now()))})
