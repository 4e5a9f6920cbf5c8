"""Who is told of a question and of its answer: the shop's people, and who asked by their own way, a guest by SMS."""

from datetime import datetime
from typing import Any

from outbox.operations import tell, tell_number
from shops.asking.models import Question
from shops.franchise.operations import words_about
from shops.franchise.renewing import everybody


def product_words(question: Question) -> dict[str, str]:
    product: Any = question.product
    name = product.name_zh_hans or product.name
    return {"product_zh": name, "product_en": product.name_en or name}


def tell_shop(question: Question, at: datetime) -> None:
    """One letter to everybody who works in the shop; it says nothing of who asked."""
    context = {**words_about(question.shop), **product_words(question), "words": question.words}
    link = f"/my/shop/questions/{question.pk}/"
    for person in everybody(question.shop):
        key = f"asked-{question.pk}-{person.pk}"
        tell(user=person, key=key, template="grower_asked", context=context, link=link, at=at)


def tell_asker(question: Question, template: str, at: datetime) -> None:
    """Once of an answer, once of a refusal; a guest's SMS leads to the question's own address."""
    context = {**words_about(question.shop), **product_words(question), "answer": question.answer}
    facts: dict[str, Any] = {
        "key": f"{template}-{question.pk}", "template": template, "context": context, "link": f"/questions/{question.key}/",
        "at": at,
    }  # fmt: skip
    if question.asker:
        tell(user=question.asker, **facts)
    elif question.phone:
        tell_number(phone=question.phone, language=question.language, **facts)
