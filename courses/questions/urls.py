from django.urls import path

from courses.questions import analysis_views, exchange, quick_check, views

app_name = "questions"
urlpatterns = [
    path("check/<uuid:lesson_key>/", quick_check.take_check, name="quick_check"),
    path("questions/", analysis_views.analysis, name="analysis"),
    path("questions/import/", exchange.take_in, name="import"),
    path("questions/export/", exchange.hand_out, name="export"),
    path("sitting/<int:sitting_id>/", views.result, name="result"),
    path("sitting/<int:sitting_id>/<int:position>/", views.step, name="step"),
    path("<int:enrolment_id>/test/<int:test_id>/", views.test, name="test"),
]
