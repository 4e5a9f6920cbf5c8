from django.urls import path

from shops.orders import views, views_addresses, views_again, views_checkout, views_codes, views_finding

app_name = "orders"
urlpatterns = [
    path("basket/", views.basket, name="basket"),
    path("basket/put/", views.put, name="put"),
    path("basket/count/", views.count, name="count"),
    path("basket/visits/<int:pk>/out/", views.visit_out, name="visit_out"),
    path("basket/code/", views_codes.use_code, name="use_code"),
    path("basket/code/<int:pk>/out/", views_codes.out_code, name="out_code"),
    path("basket/undo/", views.undo, name="undo"),
    path("checkout/", views_checkout.checkout, name="checkout"),
    path("checkout/check/", views_checkout.check, name="check"),
    path("checkout/credit/", views_checkout.use_credit, name="use_credit"),
    path("orders/", views_finding.orders, name="orders"),
    path("orders/code/", views_finding.code, name="code"),
    path("orders/<slug:number>/", views_checkout.order, name="order"),
    path("orders/<slug:number>/again/", views_again.again, name="again"),
    path("my/addresses/", views_addresses.book, name="addresses"),
    path("my/addresses/new/", views_addresses.new, name="new_address"),
    path("my/addresses/<int:pk>/", views_addresses.change, name="change_address"),
    path("my/addresses/<int:pk>/usual/", views_addresses.usual, name="usual_address"),
    path("my/addresses/<int:pk>/out/", views_addresses.out, name="out_address"),
]
