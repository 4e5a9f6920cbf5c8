from django.urls import path

from courses.fieldlog import checking, closing, views, writing

app_name = "fieldlog"
urlpatterns = [
    path("my/field/", views.log, name="log"),
    path("my/field/new-plot/", views.begin, {"kind": "plot"}, name="new_plot"),
    path("my/field/new-herd/", views.begin, {"kind": "herd"}, name="new_herd"),
    path("my/field/entry/<int:entry_id>/correct/", writing.correct, name="correct"),
    path("my/field/<str:kind>/<int:pk>/", views.pick, name="pick"),
    path("my/field/<str:kind>/<int:pk>/close/", closing.close, name="close"),
    path("my/field/<str:kind>/<int:pk>/reopen/", closing.reopen, name="reopen"),
    path("my/field/<str:kind>/<int:pk>/<slug:activity>/", writing.write, name="write"),
    path("field-checks/", checking.checks, name="checks"),
    path("field-checks/<int:entry_id>/", checking.check, name="check"),
]
