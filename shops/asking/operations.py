"""Asking a grower, answering, changing the answer, declining; staff hide and show. Each press does a thing once."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.idempotency import fingerprint
from common.rights import allow_or_404
from common.sanitise import plain_text
from common.states import WrongState, move
from shops.asking.letters import tell_asker, tell_shop
from shops.asking.models import MOST, MOST_OF_ANSWER, Question
from shops.asking.plainness import check_plain
from shops.catalogue.models import Product

State = Question.State


class NoWords(Exception):
    """Nothing was said, or more than there is room for; nothing was changed."""


class NotAsked(Exception):
    """The product is not in the market just now, or nobody could be told of an answer; nothing was asked."""


def said(words: str, most: int) -> str:
    """The words as they are kept. Raises NoWords, plainness.NotPlain."""
    kept = plain_text(words)
    if not kept or len(kept) > most:
        raise NoWords(len(kept))
    check_plain(kept)
    return kept


def press_of(press: str, product: Product, words: str, asker: Any, phone: str) -> str:
    """The same press of the same person with the same words about the same product is one question."""
    return fingerprint([press, product.pk, plain_text(words), asker.pk if asker else phone])


@transaction.atomic
def ask(*, product: Product, asker: Any, phone: str, words: str, press: str, language: str, at: datetime) -> Question:
    """Ask the product's grower; a guest (`asker` is None) by the number the answer goes to. The same press again: the same.

    Raises NoWords, plainness.NotPlain, NotAsked.
    """
    kept = said(words, MOST)
    if not may_be_asked_of(product) or not (asker or phone):
        raise NotAsked(product.pk)
    facts = {
        "product": product, "shop": product.shop, "key": secrets.token_urlsafe(32), "asker": asker,
        "phone": "" if asker else phone, "language": language, "words": kept, "asked_at": at,
    }  # fmt: skip
    question, is_new = Question.objects.get_or_create(press=press_of(press, product, kept, asker, phone), defaults=facts)
    if is_new:
        audit.record(asker, "ask grower", question, at=at)
        tell_shop(question, at)
    return question


def may_be_asked_of(product: Product) -> bool:
    return product.shop.is_open and product.state in (Product.State.ON_SALE, Product.State.RESTING)


@transaction.atomic
def answer(*, question: Question, words: str, is_public: bool, by: Any, at: datetime) -> Question:
    """Answer, or change the answer and whether all may read it. Who asked is told once, of the first answer.

    Raises NoWords, plainness.NotPlain; Http404 for who does not keep the shop.
    """
    allow_or_404(by, "change goods", question.shop)
    kept, now_is = said(words, MOST_OF_ANSWER), held(question)
    if now_is.state == State.ANSWERED:
        return changed(now_is, kept, is_public, by, at)
    move(now_is, State.ANSWERED, answer=kept, is_public=is_public, answered_by=by, answered_at=at, changed_at=None)
    audit.record(by, "answer question", now_is, at=at, public=is_public)
    tell_asker(now_is, "grower_answered", at)
    return now_is


def changed(question: Question, words: str, is_public: bool, by: Any, at: datetime) -> Question:
    """The same words again are no change."""
    new = {"answer": words, "is_public": is_public}
    if question.answer != words:
        new |= {"changed_at": at, "answered_by": by}
    if names := [name for name in ("answer", "is_public") if getattr(question, name) != new[name]]:
        audit.record(by, "change answer", question, at=at, changed=names)
        for name, value in new.items():
            setattr(question, name, value)
        question.save(update_fields=list(new))
    return question


@transaction.atomic
def decline(*, question: Question, words: str, by: Any, at: datetime) -> Question:
    """Say why it is not answered; who asked is told. Pressed again with the same words, nothing happens.

    Raises NoWords, plainness.NotPlain, WrongState; Http404 for who does not keep the shop.
    """
    allow_or_404(by, "change goods", question.shop)
    kept, now_is = said(words, MOST_OF_ANSWER), held(question)
    if now_is.state == State.DECLINED and now_is.answer == kept:
        return now_is
    if now_is.state != State.WAITING:
        raise WrongState(now_is, State.DECLINED)
    move(now_is, State.DECLINED, answer=kept, answered_by=by, answered_at=at)
    audit.record(by, "decline question", now_is, at=at)
    tell_asker(now_is, "grower_declined", at)
    return now_is


@transaction.atomic
def hide(*, question: Question, hidden: bool, by: Any, at: datetime) -> bool:
    """Keep a question and its answer off the product's page, or let it stand there again; whether that changed anything.

    Raises Http404 for who may not.
    """
    allow_or_404(by, "hide questions", question)
    done = Question.objects.filter(pk=question.pk).exclude(is_hidden=hidden).update(is_hidden=hidden) == 1
    if done:
        audit.record(by, "hide question" if hidden else "show question", question, at=at)
    return done


def held(question: Question) -> Question:
    """The row, held until the transaction ends: of two who answer at once the second changes the first one's words."""
    return (
        Question.objects.select_for_update(of=("self",)).select_related("product", "shop__owner", "asker").get(pk=question.pk)
    )
