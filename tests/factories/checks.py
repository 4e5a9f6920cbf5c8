"""Quick checks, for tests."""

from courses.questions.models import Choice, Question


def quick_check(lesson) -> list[Choice]:
    """A question with three choices, the first of them right."""
    question = Question.objects.create(
        lesson_key=lesson.translation_key, text_zh_hans="秤上 247 克，怎么办？", text_en="It reads 247 g. What now?"
    )
    words = (("加到 250 克", "Add tea"), ("封口", "Seal it"), ("改标签", "Change the label"))
    return [
        Choice.objects.create(
            question=question, position=n, text_zh_hans=zh, text_en=en, is_right=n == 1,
            why_zh_hans=f"因为{n}", why_en=f"Because {n}",
        )
        for n, (zh, en) in enumerate(words, 1)
    ]  # fmt: skip
