from django.urls import path

from shops.groups import views, views_going, views_ordering, views_shop

app_name = "groups"
urlpatterns = [
    path("groups/open/<int:offer_id>/", views_ordering.open_checkout, name="open_checkout"),
    path("groups/open/<int:offer_id>/check/", views_ordering.open_check, name="open_check"),
    path("groups/go/<int:session_id>/", views_ordering.go_checkout, name="go_checkout"),
    path("groups/go/<int:session_id>/check/", views_ordering.go_check, name="go_check"),
    path("groups/<slug:code>/", views.group, name="group"),
    path("groups/<slug:code>/join/", views_ordering.join_checkout, name="join_checkout"),
    path("groups/<slug:code>/join/check/", views_ordering.join_check, name="join_check"),
    path("orders/<slug:number>/leave-group/", views.go, name="leave"),
    path("my/shop/groups/", views_shop.groups, name="shop"),
    path("my/shop/groups/dates/<int:session_id>/", views_going.terms, name="going"),
    path("my/shop/groups/<int:offer_id>/", views_shop.terms, name="terms"),
    path("my/shop/groups/<int:offer_id>/stop/", views_shop.stop, name="stop"),
]
