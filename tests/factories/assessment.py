"""Assignments with their rubric, and pieces made, sent and approved, for tests."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from courses.assessment import operations
from courses.assessment.models import Assignment, Criterion, Piece, Submission, Version, VisitPiece
from courses.assessment.rubrics import give_levels
from courses.curriculum.models import ModulePage, ProgrammePage

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

CONTENT: dict[str, dict[str, Any]] = {
    "name": {
        "name_zh": "盘家苦茶", "name_en": "Pan Family Bitter Tea", "seal": "盘", "byline": "河口村的野茶", "band": "tea",
        "cloth": "indigo", "township": "shuikou", "village": "河口村",
    },
    "story": {"story": "奶奶的茶树长在河口村上头。我们赶在雾散之前采，用松柴烘干。", "language": "zh-hans"},
    "product": {
        "name_zh": "江华苦茶", "name_en": "Jianghua bitter tea", "category": "tea", "variety": "野生苦茶", "grade": "一芽一叶",
        "unit": "250 克/袋", "harvest_months": [3, 4], "stock": 60, "about": "头一口苦，咽下去回甜。",
    },
    "label": {
        "label_name": "江华苦茶", "grams": 250, "batch": "PMH-2603-01", "grower": "盘美花", "storage": "密封，放阴凉干燥处",
        "best_before": "2028 年 3 月",
    },
    "price": {
        "goods_fen": 1800, "labour_fen": 300, "packing_fen": 400, "courier_fen": 600, "fee_percent": 5, "loss_percent": 1,
        "price_fen": 4900, "group_price_fen": 3800, "group_size": 3,
    },
    "photos": {"photos": [], "cover": 0},
    "delivery": {
        "posting_days": ["mon", "wed", "fri"], "handover": "河口村服务点，10 点前",
        "fees": [
            {"region": "hunan", "fee_fen": 600, "free_over_fen": 9900},
            {"region": "near", "fee_fen": 800, "free_over_fen": None},
        ],
    },
    "promise": {"promises": ["白天一小时内回话。", "坏了就赔。"], "language": "zh-hans"},
}  # fmt: skip
VISITS: dict[str, dict[str, Any]] = {
    "room": {
        "name_zh": "茶坡木楼客房", "name_en": "Room in the wooden house", "rooms": 2, "beds": 2, "guests": 3, "included": "早饭、热水",
        "about": "推开窗就是茶坡。", "months": [3, 4, 5], "price_fen": 12000, "registration": "江公备 2026-0312",
        "kept": ["register", "exit"], "come": "桥市乡下车，走两里。", "phone": "", "photos": [], "cover": 0,
    },
    "activity": {
        "name_zh": "上坡采茶", "name_en": "Pick tea with us", "minutes": 120, "least": 2, "most": 10, "bring": "帽子、长裤",
        "safety": "坡陡，下雨不上坡。", "about": "采一芽二叶，自己炒。", "months": [3, 4], "price_fen": 3800, "come": "村口停车。",
        "phone": "", "photos": [], "cover": 0,
    },
    "tour": {
        "name_zh": "老寨走一圈", "name_en": "Round the old village", "stops": "风雨桥\n鼓楼坪", "meeting": "风雨桥头", "minutes": 90,
        "least": 1, "most": 15, "safety": "石阶湿滑，慢走。", "about": "听老屋的事。", "months": [9, 10], "price_fen": 2000,
        "own": ["own"], "come": "镇上坐 3 路车。", "phone": "", "photos": [], "cover": 0,
    },
}  # fmt: skip


def assignments(programme: ProgrammePage, *, pieces: tuple[str, ...] = tuple(Piece.values)) -> dict[str, Assignment]:
    """The assignments of a programme's stages by piece, each with two criteria."""
    stages = ModulePage.objects.child_of(programme).order_by("path").values_list("translation_key", flat=True)
    return assignments_of(programme.translation_key, list(stages), pieces)


def assignments_of(
    programme_key: UUID, stages: list[UUID] | None = None, pieces: tuple[str, ...] = tuple(Piece.values)
) -> dict[str, Assignment]:
    """The same without pages: what most tests of pieces need."""
    keys = stages or [uuid4() for _ in pieces]
    made = Assignment.objects.bulk_create(
        Assignment(
            programme_key=programme_key, module_key=key, piece=piece, position=position,
            title_zh_hans=f"交作业：{piece}", title_en=f"Show your {piece}", brief_zh_hans="照着做。", brief_en="Do it so.",
            good_zh_hans="重量对\n写清楚", good_en="Right weight\nPlainly written",
        )
        for position, (piece, key) in enumerate(zip(pieces, keys, strict=False), 1)
    )  # fmt: skip
    criteria = Criterion.objects.bulk_create(
        Criterion(
            assignment=assignment, position=n, name_zh_hans=zh, name_en=en, good_zh_hans="都是真的", good_en="All of it is true"
        )
        for assignment in made
        for n, (zh, en) in enumerate((("真实", "True"), ("清楚", "Clear")), 1)
    )
    for criterion in criteria:
        give_levels(criterion)
    return {assignment.piece: assignment for assignment in made}


def optional(programme_key: UUID, module_key: UUID | None = None, position: int = 8) -> dict[str, Assignment]:
    """The three that may be made besides, offered by one stage."""
    return {
        piece: Assignment.objects.create(
            programme_key=programme_key, module_key=module_key or uuid4(), piece=piece, position=position,
            title_zh_hans=f"想做才做：{piece}", title_en=f"If you like: {piece}", brief_zh_hans="照着做。", brief_en="Do it so.",
            good_zh_hans="写清楚", good_en="Plainly written",
        )
        for piece in VisitPiece.values
    }  # fmt: skip


def sent(enrolment, assignment: Assignment, *, number: int = 1, note: str = "", at: datetime = NOW, **changes) -> Version:
    """A piece sent to the mentor (its next version), with usual content but for `changes`."""
    submission = operations.start(enrolment=enrolment, assignment=assignment, number=number)
    content = {**(CONTENT | VISITS)[assignment.piece], **changes}
    expected = submission.versions.count() + 1
    return operations.send(submission=submission, content=content, note=note, expected=expected, at=at)


def approved(enrolment, assignment: Assignment, *, mentor, number: int = 1, at: datetime = NOW, **changes) -> Submission:
    """A piece sent and approved."""
    version = sent(enrolment, assignment, number=number, at=at, **changes)
    operations.approve(version=version, mentor=mentor, at=at)
    version.submission.refresh_from_db()
    return version.submission
