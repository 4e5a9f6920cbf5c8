from django.apps import AppConfig


class StorefrontConfig(AppConfig):
    name = "shops.storefront"
    label = "storefront"
