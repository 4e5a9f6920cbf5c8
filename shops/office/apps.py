from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "shops.office"
    label = "office"
