"""The signed terms as a PDF, rendered outside the request and kept with its hash."""

import hashlib

from django.core.files.base import ContentFile
from django.utils import translation
from django_tasks import task

from printing.operations import render
from shops.franchise.models import Agreement
from shops.franchise.terms import clauses


@task()
def make_agreement_pdf(agreement_id: int, language: str) -> None:
    """Render what was signed, once: a second run finds it there; a failure is tried again by asking for the copy.

    The stored file's SHA-256 is kept beside it.
    """
    agreement = Agreement.objects.select_related("shop", "terms", "signed_by").get(pk=agreement_id)
    if agreement.sha256:
        return
    with translation.override(language):
        context = {
            "agreement": agreement,
            "shop": agreement.shop,
            "terms": agreement.terms,
            "clauses": clauses(agreement.terms),
        }
    pdf = render(template="documents/agreement.html", context=context, language=language)
    sha256 = hashlib.sha256(pdf).hexdigest()
    agreement.pdf.save(f"{agreement.pk}.pdf", ContentFile(pdf), save=False)
    Agreement.objects.filter(pk=agreement.pk, sha256="").update(pdf=agreement.pdf.name, sha256=sha256)
