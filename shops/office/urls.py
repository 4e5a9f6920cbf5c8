"""The county's promotions: below /franchise/promotions/."""

from django.urls import path

from shops.office import views_promotions

app_name = "office"
urlpatterns = [
    path("", views_promotions.promotions, name="promotions"),
    path("new/<slug:key>/", views_promotions.new, name="new_promotion"),
    path("<int:pk>/", views_promotions.promotion, name="promotion"),
    path("<int:pk>/codes.<slug:kind>", views_promotions.codes, name="codes"),
]
