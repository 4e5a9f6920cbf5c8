from django.urls import path

from front import dates, errors, feeds, letters, my, report, search
from front.own_data import views as own_data
from front.own_data import views_erasure as erasure

app_name = "front"
urlpatterns = [
    path("offline/", errors.offline, name="offline"),
    path("my/", my.my, name="my"),
    path("my/dates/", dates.dates, name="dates"),
    path("my/dates/calendar.ics", dates.calendar_file, name="dates_file"),
    path("my/messages/", letters.letters, name="letters"),
    path("my/data/", own_data.own_data, name="own_data"),
    path("my/data/copy/", own_data.ask, name="own_data_ask"),
    path("my/data/copy/<int:pk>/", own_data.copy, name="own_data_copy"),
    path("my/data/erase/", erasure.ask, name="erasure_ask"),
    path("my/data/stay/", erasure.stay, name="erasure_stay"),
    path("erasures/", erasure.standing, name="erasures"),
    path("erasures/<int:pk>/", erasure.confirm_one, name="erasure_confirm"),
    path("reports/", report.report, name="report"),
    path("reports/sheet/", report.report_sheet, name="report_sheet"),
    path("reports/print/", report.report_print, name="report_print"),
    path("reports/printed/<int:pk>/", report.report_file, name="report_file"),
    path("feed.atom", feeds.Written(), name="feed"),
    path("festivals.atom", feeds.FestivalDays(), name="festival_feed"),
    path("search/", search.search, name="search"),
]
