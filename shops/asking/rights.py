"""Who may open a question, and who keeps what all may read. A shop's people answer by "change goods"."""

from typing import Any

from accounts.models import Role
from accounts.queries import has_role
from common.rights import rule
from shops.asking.models import Question


@rule("read question")
def may_read(user: Any, question: Question) -> bool:
    """Who asked. A guest's is open to whoever has its address, which was sent to them alone."""
    return question.asker_id == user.pk


@rule("hide questions")
def may_hide(user: Any, obj: Any) -> bool:
    """Franchise managers read all questions in the CMS and keep what should not be read off the pages."""
    return has_role(user, Role.FRANCHISE_MANAGER, Role.ADMINISTRATOR)
