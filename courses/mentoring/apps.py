from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "courses.mentoring"
    label = "mentoring"
