"""A mobile number or an e-mail address typed in one field, as people type them."""

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Contact:
    """Exactly one of the two is set; the phone is E.164."""

    phone: str | None = None
    email: str | None = None


def parse_contact(text: str) -> Contact:
    """What was typed, normalised: full-width digits, spaces and dashes in numbers are fine.

    Raises ValidationError saying what to write instead.
    """
    plain = unicodedata.normalize("NFKC", text or "").strip()
    if "@" in plain:
        try:
            validate_email(plain)
        except ValidationError:
            raise ValidationError(_("Enter the whole e-mail address, like name@example.com.")) from None
        return Contact(email=plain.lower())
    try:
        number = phonenumbers.parse(re.sub(r"[\s\-()]", "", plain), settings.PHONENUMBER_DEFAULT_REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not is_mobile(number):
        raise ValidationError(_("Enter an 11-digit mobile number, like 139 0000 0001, or an e-mail address."))
    return Contact(phone=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def is_mobile(number: phonenumbers.PhoneNumber) -> bool:
    """Whether a code can reach it at the price of a message: a mobile number of a region this site sends to."""
    region = phonenumbers.region_code_for_number(number)
    kinds = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    return region in settings.SMS_REGIONS and phonenumbers.number_type(number) in kinds


def can_be_rung(text: str) -> bool:
    """Whether `text` is a telephone number at all: a landline will do where no code is sent."""
    try:
        number = phonenumbers.parse(unicodedata.normalize("NFKC", text), settings.PHONENUMBER_DEFAULT_REGION)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number)


def shown(contact: str) -> str:
    """A contact with its middle hidden, for a page others may see: 139****0001, me***@example.com."""
    if "@" in contact:
        name, host = contact.split("@", 1)
        return f"{name[:2]}***@{host}"
    return f"{contact.removeprefix('+86')[:3]}****{contact[-4:]}"
