from django.urls import path

from outbox import views_choices

app_name = "outbox"
urlpatterns = [
    path("choices/", views_choices.choices, name="choices"),
    path("stop/<str:token>/", views_choices.stop, name="stop"),
]
