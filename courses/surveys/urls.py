from django.urls import path

from courses.surveys import views

app_name = "surveys"
urlpatterns = [
    path("my/survey/<int:pk>/end/", views.survey, name="end"),
    path("my/survey/<int:pk>/<uuid:stage>/", views.survey, name="stage"),
    path("learn/cohorts/<int:pk>/surveys/", views.results, name="results"),
    path("learn/cohorts/<int:pk>/surveys/sheet/", views.sheet, name="sheet"),
]
