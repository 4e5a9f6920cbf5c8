"""Whatever staff may do to other people's things asks for their second factor first."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.safety.test_roles import OWNED
from tests.safety.world import FRANCHISE, MENTOR, PROGRAMME, records

pytestmark = pytest.mark.django_db
READ_BY_ALL_LATER = {
    "storefront:shop",
    "storefront:product",
    "storefront:reviews",
}  # a draft as shoppers will see it: nothing private, nothing to press


@pytest.mark.parametrize("role", [MENTOR, FRANCHISE, PROGRAMME])
def test_staff_without_a_second_factor_are_led_to_set_it_up_and_change_nothing(world, settings, role):
    settings.STAFF_SECOND_FACTOR = True
    client = Client()
    client.force_login(world.people[role])
    entries = [entry for entry in OWNED if role in entry.allowed and entry.name not in READ_BY_ALL_LATER]
    assert entries
    before = records()
    for entry in entries:
        address = reverse(entry.name, args=entry.args(world))
        for response in (client.get(address), client.post(address, entry.posted)):
            assert (entry.name, response.status_code) == (entry.name, 302)
            assert response["Location"] == "/zh-hans/account/second-factor/totp/activate/"
    assert client.get("/admin/")["Location"].endswith("/second-factor/totp/activate/")
    assert records() == before
