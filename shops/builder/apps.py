from django.apps import AppConfig


class BuilderConfig(AppConfig):
    name = "shops.builder"
    label = "builder"
