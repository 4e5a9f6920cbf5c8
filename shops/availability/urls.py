from django.urls import path, register_converter

from shops.availability import views


class What:
    """Everything, or only the nights that are full."""

    regex = "bookings|full"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(What, "calendar")

app_name = "availability"
urlpatterns = [path("calendars/<str:secret>/<calendar:what>.ics", views.calendar, name="calendar")]
