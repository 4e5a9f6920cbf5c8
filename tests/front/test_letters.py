"""Messages on the site: shown newest first, read by opening, in the language their reader chooses."""

import pytest
from django.conf import settings
from django.utils import timezone

from front.templatetags.front_tags import with_ways
from outbox.models import Message
from outbox.operations import tell
from tests.factories import people

PAGE = "/en/my/messages/"


@pytest.fixture
def reader(client, homes):
    user = people.person("盘美花")
    client.force_login(user)
    return user


def written(user, number: int, **fields) -> None:
    for n in range(number):
        tell(
            user=user,
            key=f"k{n}",
            template="sign_in_code",
            context={"code": f"10000{n % 10}"},
            at=timezone.now(),
            link="/my/shop/",
            **fields,
        )


def test_nobodys_messages_are_said_to_be_none(client, reader):
    assert "Nothing has been written to you yet." in client.get(PAGE).content.decode()


def test_a_message_is_new_once_and_leads_where_it_says_in_the_readers_language(client, reader):
    written(reader, 1)
    assert "1 new message." in client.get("/en/my/").content.decode()
    first, second = (client.get(PAGE).content.decode() for _twice in range(2))
    assert (first.count('class="chip warm"'), second.count('class="chip warm"')) == (1, 0)
    assert 'href="/en/my/shop/"' in first
    assert "new message" not in client.get("/en/my/").content.decode()


def test_anothers_messages_are_not_shown_nor_read(client, reader):
    written(people.person("赵德顺"), 1)
    assert "Nothing has been written to you yet." in client.get(PAGE).content.decode()
    assert Message.objects.filter(channel="site", read_at=None).count() == 1


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_costs_the_same_for_any_number(client, reader, count, django_assert_num_queries):
    written(reader, count)
    with django_assert_num_queries(5):  # session, person, count, messages, the mark
        client.get(PAGE)


def test_more_than_twenty_are_paged_and_only_those_shown_are_read(client, reader):
    written(reader, 25)
    page = client.get(PAGE).content.decode()
    assert "Page 1 of 2" in page
    assert Message.objects.filter(channel="site", read_at=None).count() == 5
    assert client.get(f"{PAGE}?page=many").status_code == 200


def test_the_language_read_last_is_where_the_root_leads(client, homes):
    chinese = {"headers": {"accept-language": "zh-CN"}}
    assert client.get("/", **chinese).url == "/zh-hans/"
    assert client.get("/zh-hans/", **chinese).cookies == {}
    client.get("/en/", **chinese)
    assert client.get("/", **chinese).url == "/en/"
    client.get("/zh-hans/", **chinese)
    assert client.get("/", **chinese).url == "/zh-hans/"


def test_addresses_of_this_site_in_a_letter_are_pressed_and_no_others():
    said = with_ways(f"看 {settings.BASE_URL}/admin/pages/7/edit/ <b>\n{settings.BASE_URL}.example/ https://elsewhere.example/")
    assert said.count("<a ") == 1
    assert f'href="{settings.BASE_URL}/admin/pages/7/edit/"' in said
    assert "&lt;b&gt;" in said
