from django.urls import path

from shops.desk.guests import views_calendars, views_days, views_sessions, views_terms

urlpatterns = [
    path("", views_terms.guests, name="guests"),
    path("<int:visit_id>/terms/", views_terms.terms, name="guest_terms"),
    path("<int:visit_id>/prices/", views_terms.prices, name="guest_prices"),
    path("<int:visit_id>/month/", views_days.month, name="guest_month"),
    path("<int:visit_id>/days/<str:on>/", views_days.day, name="guest_day"),
    path("<int:visit_id>/sessions/", views_sessions.sessions, name="guest_sessions"),
    path("<int:visit_id>/calendars/", views_calendars.calendars, name="guest_calendars"),
    path("sessions/<int:session_id>/", views_sessions.session, name="guest_session"),
]
