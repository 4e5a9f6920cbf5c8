"""What every answer tells the browser: load only ours, guess no types, be framed by nobody else; and the CMS's own policy."""

import pytest
from django.core.files.base import ContentFile
from django.urls import NoReverseMatch, reverse

from shops.franchise.models import Agreement, FranchiseTerms
from tests.factories.people import person
from tests.factories.photos import NOW
from tests.safety import addresses
from tests.safety.world import ANONYMOUS, EDITOR, FRANCHISE, MENTOR, OTHER_MENTOR, OWNER, PROGRAMME, ROLES

pytestmark = pytest.mark.django_db
PATHS = ("", "learn/", "learn/ecommerce/", "learn/ecommerce/stage-1/lesson-1/", "market/", "shops/", "search/?q=茶",
         "account/sign-in/", "account/sign-up/", "certificates/", "offline/", "nothing-here/")  # fmt: skip
CMS_PARTS = {
    "", "account", "api", "assignment", "block-preview", "bulk", "camp-cohorts", "camp-organisations", "camp-surveys", "camp-timetables", "category", "categoryrule", "commissionrate", "criterion", "customer-reviews", "famousbrand",
    "choose-anchor-link", "choose-email-link", "choose-external-link", "choose-page", "choose-phone-link", "cohort-applications",
    "cohort-places", "collections", "dismissibles", "documents", "editing-sessions", "embeds", "failwhale", "forms",
    "franchiseterms", "gravereason", "groups", "growers-questions", "guide", "herd", "images", "jsi18n", "lessonadvice", "locales", "localize", "log-rules", "market-bills", "market-claims", "market-payouts", "market-differences", "market-orders", "market-payments", "market-refunds", "logentry", "login", "logout", "media", "occurrence", "pages", "people", "plot", "rulebook", "training", "question_bank", "question_tests",
    "password_reset", "product-chooser", "redirects", "reports", "route-track", "settings", "sites", "snippets", "sprite", "standard", "tag-autocomplete", "test404",
    "township", "trainee-lists", "users", "workflows", "^.*",
}  # fmt: skip
OPEN_IN_THE_CMS = {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}  # icons and words, nobody's
ADMINISTRATORS_ONLY = ("wagtailusers_users:index", "wagtailusers_groups:index", "wagtailsites:index", "wagtailredirects:index",
                       "wagtailadmin_collections:index", "wagtailadmin_workflows:index")  # fmt: skip


def directives(response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _space, value in parts}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_public_pages_are_strict(client, world, language):
    paths = [*PATHS, f"shops/{world['sold'].shop.slug}/", f"products/{world['sold'].slug}/",
             f"certificates/{world['certificate'].number}/"]  # fmt: skip
    for path in paths:
        response = client.get(f"/{language}/{path}")
        policy = directives(response)
        scripts = policy.get("script-src", policy["default-src"])
        assert (path, scripts) == (path, "'self'")
        assert (policy["object-src"], policy["base-uri"]) == ("'none'", "'none'")
        assert (policy["frame-ancestors"], policy["form-action"]) == ("'self'", "'self'")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_private_pages_and_files_are_kept_by_no_cache(client, world):
    client.force_login(world.people[OWNER])
    Agreement.objects.create(shop=world["shop"], terms=FranchiseTerms.objects.get(), signed_by=world.people[OWNER],
                             signed_name="盘美花", signed_at=NOW, pdf=ContentFile(b"%PDF-1.7", "a.pdf"))  # fmt: skip
    files = [reverse("builder:agreement"), reverse("uploads:original", args=[world["photo"].key]),
             reverse("uploads:enclosure", args=[world["voice"].key]),
             reverse("certificates:download", args=[world["certificate"].number]),
             reverse("front:own_data_copy", args=[world["copy"].pk])]  # fmt: skip
    for address in files:
        response = client.get(address)
        assert "no-store" in response["Cache-Control"], address
        assert response["X-Content-Type-Options"] == "nosniff"
    assert "Cookie" in client.get("/en/my/")["Vary"]


def test_the_cookies_are_closed_to_scripts_and_other_sites(client, world):
    client.post("/en/account/sign-up/", {"name": "新人", "contact": "13977770009"})
    session = client.cookies["sessionid"]
    assert session["httponly"] is True
    assert session["samesite"] == "Lax"


def test_the_page_editor_works_for_an_administrator(client, world):
    client.force_login(person("何", role="administrator", is_superuser=True))
    for page in (world["homes"]["zh-hans"], world["camp"], world["lesson"]):
        response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert response.status_code == 200
        assert "'unsafe-inline'" in directives(response)["script-src"]
        assert directives(response)["frame-ancestors"] == "'self'"


def test_every_part_of_the_cms_is_known():
    assert addresses.of_the_cms() == CMS_PARTS


def cms_addresses() -> list[tuple[str, str]]:
    found = []
    for name, route in addresses.named():
        if route.startswith("admin/"):
            try:
                found.append((name, reverse(name)))
            except NoReverseMatch:
                continue
    return found


@pytest.mark.parametrize("role", [role for role in ROLES if role not in (MENTOR, OTHER_MENTOR, EDITOR, FRANCHISE, PROGRAMME)])
def test_the_cms_is_closed_to_all_but_staff_who_work_there(client, world, role):
    if role != ANONYMOUS:
        client.force_login(world.people[role])
    opened = {name for name, address in cms_addresses() if client.get(address).status_code == 200}
    assert opened - OPEN_IN_THE_CMS == set()


@pytest.mark.parametrize("role", [EDITOR, MENTOR, OTHER_MENTOR])
def test_the_boot_camps_are_the_programme_managers(client, world, role):
    client.force_login(world.people[role])
    for part in (
        "camp-cohorts",
        "camp-cohorts/new",
        "camp-organisations",
        "camp-timetables",
        "camp-surveys",
        "people",
        "cohort-applications",
        "cohort-places",
        "log-rules",
        "trainee-lists",
        "trainee-lists/empty",
    ):
        assert (part, client.get(f"/admin/{part}/").status_code in (302, 404)) == (part, True)


@pytest.mark.parametrize("role", [EDITOR, MENTOR, PROGRAMME, FRANCHISE])
def test_people_sites_and_groups_are_the_administrators(client, world, role):
    client.force_login(world.people[role])
    for name in ADMINISTRATORS_ONLY:
        assert (name, client.get(reverse(name)).status_code) == (name, 302)


@pytest.mark.parametrize("role", [EDITOR, MENTOR, OTHER_MENTOR, PROGRAMME])
def test_nobody_without_the_right_makes_a_person_an_administrator(client, world, role):
    client.force_login(world.people[role])
    edited = reverse("wagtailusers_users:edit", args=[world.people[role].pk])
    client.post(edited, {"name": "我", "is_superuser": "on", "is_active": "on"})
    world.people[role].refresh_from_db()
    assert world.people[role].is_superuser is False


def test_a_mentor_changes_no_page_but_their_own_guidance(client, world):
    client.force_login(world.people[MENTOR])
    for page in (world["homes"]["zh-hans"], world["camp"], world["lesson"]):
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 302
        assert client.post(reverse("wagtailadmin_pages:delete", args=[page.pk])).status_code == 302
        page.refresh_from_db()
        assert page.live is True
