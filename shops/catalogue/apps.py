from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "shops.catalogue"
    label = "catalogue"
