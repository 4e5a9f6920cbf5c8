from django.urls import path

from front import dates, errors, letters, my, report, search

app_name = "front"
urlpatterns = [
    path("offline/", errors.offline, name="offline"),
    path("my/", my.my, name="my"),
    path("my/dates/", dates.dates, name="dates"),
    path("my/dates/calendar.ics", dates.calendar_file, name="dates_file"),
    path("my/messages/", letters.letters, name="letters"),
    path("reports/", report.report, name="report"),
    path("reports/sheet/", report.report_sheet, name="report_sheet"),
    path("reports/print/", report.report_print, name="report_print"),
    path("reports/printed/<int:pk>/", report.report_file, name="report_file"),
    path("search/", search.search, name="search"),
]
