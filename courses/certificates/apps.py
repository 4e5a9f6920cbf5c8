from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "courses.certificates"
    label = "certificates"

    def ready(self) -> None:
        from courses.assessment.operations import when_approved
        from courses.certificates import operations, personal, rights  # noqa: F401
        from courses.cohorts.places import when_back
        from courses.fieldlog.operations import when_checked

        when_approved.append(operations.graduate_after_approval)
        when_back.append(operations.graduate_if_complete)  # the last piece may have been approved while they paused
        when_checked.append(operations.graduate_if_complete)
