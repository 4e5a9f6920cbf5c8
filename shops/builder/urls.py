from django.urls import path

from shops.builder import views, views_change, views_franchise, views_keep, views_photos, views_sign, views_visits

app_name = "builder"
urlpatterns = [
    path("", views.progress, name="progress"),
    path("make/", views.generate, name="generate"),
    path("of/<slug:slug>/", views.choose, name="choose"),
    path("helpers/", views_keep.helpers, name="helpers"),
    path("helpers/<int:helper_id>/remove/", views_keep.remove_helper, name="remove_helper"),
    path("address/", views_keep.address, name="address"),
    path("preview/", views.preview, name="preview"),
    path("change/", views_change.sign, name="change"),
    path("change/story/", views_change.story, name="change_story"),
    path("change/goods/", views_change.goods, name="change_goods"),
    path("change/goods/<int:product_id>/", views_change.product, name="change_product"),
    path("change/goods/<int:product_id>/photos/", views_photos.product_photos, name="product_photos"),
    path("change/visits/", views_visits.visits, name="change_visits"),
    path("change/visits/place/", views_visits.place, name="place_visits"),
    path("change/visits/<int:visit_id>/", views_visits.visit, name="change_visit"),
    path("change/visits/<int:visit_id>/photos/", views_visits.visit_photos, name="visit_photos"),
    path("change/delivery/", views_change.delivery, name="change_delivery"),
    path("change/promise/", views_change.promise, name="change_promise"),
    path("sign/", views_sign.sign, name="sign"),
    path("rules/", views_franchise.rules, name="rules"),
    path("letters/", views_franchise.letters, name="letters"),
    path("letters/<int:measure_id>/object/", views_franchise.object_to, name="object_to"),
    path("agreement/", views_sign.agreement_pdf, name="agreement"),
    path("send/", views.send, name="send"),
]
