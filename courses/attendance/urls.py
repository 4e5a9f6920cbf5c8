from django.urls import path

from courses.attendance import planning, rolling, views

app_name = "attendance"
urlpatterns = [
    path("learn/cohorts/<int:pk>/days/", planning.days, name="days"),
    path("learn/cohorts/<int:pk>/days/new/", planning.new_day, name="new_day"),
    path("learn/cohorts/<int:pk>/days/sheet/", planning.sheet, name="sheet"),
    path("days/<int:pk>/", rolling.roll, name="roll"),
    path("days/<int:pk>/code/", rolling.code, name="code"),
    path("days/<int:pk>/change/", planning.change_day, name="change_day"),
    path("days/<int:pk>/print/", rolling.print_list, name="print_list"),
    path("days/lists/<int:pk>/", rolling.list_file, name="list_file"),
    path("days/corrections/<int:pk>/", rolling.answer, name="answer"),
    path("my/attendance/", views.mine, name="mine"),
    path("my/attendance/<int:pk>/ask/", views.ask, name="ask"),
]
