from django.urls import path

from courses.mentoring import reviewing, views, views_hours, views_keeping, views_mentor, views_questions

app_name = "mentoring"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("review/<int:version_id>/", reviewing.review, name="review"),
    path("lessons/<uuid:lesson_key>/ask/", views_questions.ask, name="ask"),
    path("questions/<int:question_id>/", views_questions.question, name="question"),
    path("answers/", views_questions.answers, name="answers"),
    path("answers/<int:answer_id>/", views_questions.answer, name="answer"),
    path("replies/", views_keeping.replies, name="replies"),
    path("card/", views_mentor.card, name="card"),
    path("hours/", views_hours.hours, name="hours"),
    path("hours/book/", views_hours.book, name="book"),
    path("hours/<int:appointment_id>/cancel/", views_hours.cancel, name="cancel"),
    path("hours/<uuid:key>.ics", views_hours.appointment_file, name="appointment_file"),
    path("calendar/new/", views_hours.new_calendar, name="new_calendar"),
    path("calendar/<slug:token>.ics", views_hours.calendar, name="calendar"),
]
