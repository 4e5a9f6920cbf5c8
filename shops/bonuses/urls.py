from django.urls import path

from shops.bonuses import views, views_managers

app_name = "bonuses"
urlpatterns = [
    path("my/sharing/", views.mine, name="mine"),
    path("my/sharing/begin/", views.begin, name="begin"),
    path("sharing/rules/", views.rules, name="rules"),
    path("franchise/bonuses/", views_managers.odd, name="odd"),
    path("franchise/bonuses/terms/", views_managers.terms, name="terms"),
    path("franchise/bonuses/<int:pk>/", views_managers.decide, name="decide"),
]
