"""Addresses that are printed, and so have no language."""

from django.urls import path

from shops.storefront import views

urlpatterns = [path("<slug:slug>", views.code, name="shop_code")]
