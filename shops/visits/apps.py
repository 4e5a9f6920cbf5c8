from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "shops.visits"
    label = "visits"
