"""Addresses. Pages for people stand under their language; printed codes, machines and the CMS do not."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from accounts.admin import OwnAccount

handler400 = "front.errors.too_much"
handler404 = "front.errors.not_found"
handler429 = "front.errors.too_often"  # allauth asks for it
handler500 = "front.errors.failed"

urlpatterns = [
    path("admin/login/", RedirectView.as_view(pattern_name="accounts:sign_in", query_string=True)),
    path("admin/account/", require_admin_access(OwnAccount.as_view())),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("s/", include("shops.storefront.urls_printed")),
    path("", include("shops.sharing.urls_printed")),
    path("", include("courses.certificates.urls_badges")),
    path("", include("shops.payments.urls_plain")),
    path("", include("front.urls_plain")),
]

if settings.DEVELOPMENT:
    from config.media import media
    from outbox.views import dev_messages

    urlpatterns += [path("dev/messages", dev_messages, name="dev_messages")]
    # Django's own `static()` answers only while DEBUG is on; people's photographs are shown by `make run` as well.
    urlpatterns += [path("media/<path:path>", media, name="media")]

urlpatterns += i18n_patterns(
    path("account/", include("accounts.urls")),
    path("account/", include("accounts.urls_allauth")),
    path("files/", include("uploads.urls")),
    path("my/messages/", include("outbox.urls")),
    path("learn/cohorts/", include("courses.mentoring.urls_cohorts")),
    path("learn/cohorts/", include("courses.timetable.urls")),
    path("learn/", include("courses.cohorts.urls")),
    path("work/", include("courses.questions.urls")),
    path("work/", include("courses.assessment.urls")),
    path("mentoring/", include("courses.mentoring.urls")),
    path("certificates/", include("courses.certificates.urls")),
    path("", include("courses.attendance.urls")),
    path("", include("courses.surveys.urls")),
    path("", include("courses.fieldlog.urls")),
    path("franchise/money/", include("shops.settlement.urls")),
    path("franchise/promotions/", include("shops.office.urls")),
    path("", include("shops.bonuses.urls")),
    path("franchise/", include("shops.standards.urls")),
    path("my/shop/share/", include("shops.sharing.urls")),
    path("", include("shops.groups.urls")),  # before what answers every address of a shop
    path("", include("shops.presale.urls")),
    path("my/shop/", include("shops.desk.urls")),  # first: an open shop's own page is its desk
    path("my/shop/", include("shops.builder.urls")),
    path("", include("shops.availability.urls")),
    path("", include("shops.promotions.urls")),
    path("", include("shops.orders.urls")),
    path("", include("shops.payments.urls")),
    path("", include("shops.fulfilment.urls")),
    path("", include("shops.bookings.urls")),
    path("", include("shops.wishes.urls")),
    path("", include("shops.asking.urls")),
    path("", include("shops.reviews.urls")),
    path("", include("shops.returns.urls")),
    path("", include("shops.storefront.urls")),
    path("", include("front.urls")),
    path("", include("cms.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)
