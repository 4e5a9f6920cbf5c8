from django.urls import include, path

from shops.builder import views, views_change, views_drawn, views_keep, views_new, views_photos, views_sign, views_visits

app_name = "builder"
urlpatterns = [
    path("", views.progress, name="progress"),
    path("make/", views.generate, name="generate"),
    path("new/", views_new.new_work, name="new_work"),
    path("drawn/sign.svg", views_drawn.sign_svg, name="sign_svg"),
    path("drawn/sign.png", views_drawn.sign_png, name="sign_png"),
    path("of/<slug:slug>/", views.choose, name="choose"),
    path("helpers/", views_keep.helpers, name="helpers"),
    path("helpers/<int:helper_id>/remove/", views_keep.remove_helper, name="remove_helper"),
    path("address/", views_keep.address, name="address"),
    path("preview/", views.preview, name="preview"),
    path("change/", views_change.sign, name="change"),
    path("change/story/", views_change.story, name="change_story"),
    path("change/story/own/", views_change.own_words, name="own_words"),
    path("change/goods/", include("shops.builder.goods.urls")),
    path("change/goods/<int:product_id>/photos/", views_photos.product_photos, name="product_photos"),
    path("change/visits/", views_visits.visits, name="change_visits"),
    path("change/visits/place/", views_visits.place, name="place_visits"),
    path("change/visits/<int:visit_id>/", views_visits.visit, name="change_visit"),
    path("change/visits/<int:visit_id>/photos/", views_visits.visit_photos, name="visit_photos"),
    path("change/delivery/", views_change.delivery, name="change_delivery"),
    path("change/promise/", views_change.promise, name="change_promise"),
    path("sign/", views_sign.sign, name="sign"),
    path("agreement/", views_sign.agreement_pdf, name="agreement"),
    path("send/", views.send, name="send"),
]
