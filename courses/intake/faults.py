"""What is wrong with a row, in words for who can mend it. Rows keep codes, so that each reader gets their own language."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Any] = {
    "no-name": _("There is no name. Write it."),
    "long-name": _("The name is longer than %(most)s characters. Write the name alone."),
    "not-a-name": _("The name has digits or signs in it. Write the name alone."),
    "formula": _("The name is a formula. Type the name itself."),
    "no-phone": _("There is no mobile number. Write it: it is how they sign in."),
    "id-as-phone": _(
        "An ID number stands where the mobile number should be. Write the mobile number; the ID number was not kept."
    ),
    "shortened": _(
        "Excel has shortened the number, and digits are lost. Format the column as text, and type the number again."
    ),
    "landline": _("This is a landline; no code can be sent to it. Write a mobile number."),
    "digits": _("The mobile number has %(digits)s digits; it needs 11. Write it again."),
    "not-a-phone": _("This is no mobile number. Write 11 digits, like 139 0000 0001."),
    "whose-phone": _("Words stand beside the number, so it may be somebody else’s. Write the trainee’s own number alone."),
    "twice": _("They stand in line %(line)s already. Nothing to do: that line counts."),
    "shared-phone": _(
        "Line %(lines)s has the same number and another name. One number is one account: write each person’s own."
    ),
    "other-name": _(
        "Somebody here has this number and is called %(known)s. Check the number; if it is the same person, tick it when you "
        "look the list over."
    ),
    "closed": _("The account with this number is closed. Ask an administrator."),
    "yourself": _("This is you. Another manager must admit you."),
    "left": _("They had a place in this cohort and left it. Admit them again on their own page, with all their work."),
    "elsewhere": _("They study in %(cohort)s, the same boot camp. Move them on their own page, if they should come here."),
    "placed-meanwhile": _("They were given a place in the same boot camp in this very moment. Look at their own page."),
    "declined": _("Their application to this cohort was declined. If that is no longer right, ask them to apply for the next."),
    "admitted-before": _("They were admitted to this cohort once and went to another. Move them back on their own page."),
    "two-phones": _("There are two numbers; the first is used."),
    "unknown-township": _("We know no township “%(typed)s”; it is left empty."),
    "filled-down": _("Township or village is from the line above: the cell was empty."),
    "no-such-day": _("“%(typed)s” is no date of birth we can read, like 1990-05-01. It is not needed."),
}


def say(said: Iterable[list[Any]]) -> list[str]:
    """The sentences for a row's codes, in the language that is on."""
    return [str(WORDS[code]) % given for code, given in said]
