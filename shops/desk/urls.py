from django.urls import path

from shops.builder import views as builder
from shops.desk import (
    views,
    views_bank,
    views_money,
    views_orders,
    views_promotions,
    views_questions,
    views_returns,
    views_reviews,
    views_slips,
    views_stock,
)

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("coursework/", builder.progress, name="coursework"),
    path("stock/", views_stock.stock, name="stock"),
    path("stock/<int:offer_id>/", views_stock.count, name="count"),
    path("lessons/<uuid:lesson_key>/away/", views.put_away, name="put_away"),
    path("orders/", views_orders.orders, name="orders"),
    path("orders/print/", views_slips.slips, name="slips"),
    path("orders/printed/<int:pk>/", views_slips.printed, name="slips_printed"),
    path("orders/<int:pk>/", views_orders.order, name="order"),
    path("questions/", views_questions.questions, name="questions"),
    path("questions/<int:pk>/", views_questions.question, name="question"),
    path("money/", views_money.money, name="money"),
    path("money/bank/", views_bank.bank, name="bank"),
    path("money/printed/<int:pk>/", views_money.printed, name="money_printed"),
    path("money/<slug:key>/", views_money.period, name="money_period"),
    path("money/<slug:key>/sheet/", views_money.sheet, name="money_sheet"),
    path("money/<slug:key>/print/", views_money.print_it, name="money_print"),
    path("promotions/", views_promotions.promotions, name="promotions"),
    path("promotions/new/<slug:key>/", views_promotions.new, name="new_promotion"),
    path("promotions/<int:pk>/", views_promotions.promotion, name="promotion"),
    path("promotions/<int:pk>/part/", views_promotions.take_part, name="take_part"),
    path("returns/", views_returns.returns, name="returns"),
    path("returns/<int:pk>/", views_returns.claim, name="claim"),
    path("refunds/<int:pk>/cash/", views_returns.cash_back, name="cash_back"),
    path("reviews/", views_reviews.reviews, name="reviews"),
    path("reviews/<int:pk>/", views_reviews.review, name="review"),
    path("changes/", views.changes, name="changes"),
]
