from django.apps import AppConfig


class FranchiseConfig(AppConfig):
    name = "shops.franchise"
    label = "franchise"
