"""The page of a payment: what is posted to it that nobody offered changes nothing."""

import pytest

from shops.payments.models import Payment
from tests.factories.people import person


@pytest.mark.parametrize("way", ["cash", "practice", "gold", ""])
def test_a_way_that_is_not_offered_leads_back_to_the_page(client, homes, ordered, way):
    buyer = person("刘燕")
    type(ordered).objects.update(buyer=buyer)
    client.force_login(buyer)
    path = f"/en/orders/{ordered.number}/pay/"
    assert client.get(path).status_code == 200
    answer = client.post(path, {"way": way})
    assert (answer.status_code, answer["Location"], Payment.objects.count()) == (302, path, 0)
