"""The house stands: pages answer in both languages."""

import pytest


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_the_site_says_it_is_well(client, path):
    assert client.get(path).status_code == 200


def test_home_answers_in_both_languages(client, homes):
    mkpage = {"zh-hans": "学会，种好", "en": "Learn it, grow it"}
    for language, words in mkpage.items():
        response = client.get(f"/{language}/")
        assert response.status_code == 200
        assert words in response.content.decode()
