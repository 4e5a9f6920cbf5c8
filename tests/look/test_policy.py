"""What pages may load, exactly."""

import pytest

from tests.factories.people import person

pytestmark = pytest.mark.django_db
PAGES = {
    "default-src 'self'", "style-src 'self'", "style-src-attr 'unsafe-inline'", "img-src 'self' data:", "object-src 'none'", "media-src 'self'",
    "base-uri 'none'", "frame-ancestors 'self'", "form-action 'self'",
}  # fmt: skip
EDITORS = {
    "default-src 'self'", "script-src 'self' 'unsafe-inline' 'unsafe-eval'", "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'self'", "form-action 'self'",
}  # fmt: skip


def policy(response) -> set[str]:
    return {part.strip() for part in response["Content-Security-Policy"].split(";")}


def test_pages_load_nothing_but_their_own(client, homes):
    assert policy(client.get("/en/")) == PAGES


def test_a_missing_page_is_as_strict(client, homes):
    assert policy(client.get("/en/nothing/")) == PAGES


def test_only_the_editors_admin_is_looser(client, homes):
    client.force_login(person("方编辑", role="administrator", is_superuser=True))
    response = client.get("/admin/")
    assert response.status_code == 200
    assert policy(response) == EDITORS


def test_no_page_breaks_its_own_policy(client, homes):
    text = client.get("/en/").content.decode()
    assert "<style" not in text
    assert "<script>" not in text
    assert "onclick" not in text
