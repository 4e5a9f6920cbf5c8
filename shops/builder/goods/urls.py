from django.urls import path

from shops.builder.goods import views, views_bulk, views_packs, views_product, views_range, views_sheets, views_undo

urlpatterns = [
    path("", views.goods, name="change_goods"),
    path("new/", views.new, name="new_product"),
    path("order/", views.order, name="order_goods"),
    path("changes/", views_undo.changes, name="goods_changes"),
    path("changes/<int:change_id>/undo/", views_undo.undo, name="undo_goods"),
    path("prices/", views_bulk.prices, name="goods_prices"),
    path("range/", views_range.standard_range, name="standard_range"),
    path("range/take-up/", views_range.take_up_standard, name="take_up_standard"),
    path("sheet/", views_sheets.read, name="goods_sheet"),
    path("sheet/keep/", views_sheets.keep, name="keep_goods_sheet"),
    path("sheet/goods.xlsx", views_sheets.sheet, name="goods_xlsx"),
    path("sheet/example.xlsx", views_sheets.example, name="goods_example"),
    path("<int:product_id>/", views_product.product, name="change_product"),
    path("<int:product_id>/copy/", views.copy, name="copy_product"),
    path("<int:product_id>/state/<slug:to>/", views.state, name="product_state"),
    path("<int:product_id>/step/<slug:way>/", views.step, name="step_product"),
    path("<int:product_id>/grade/", views_range.change_grade, name="change_grade"),
    path("<int:product_id>/leave-range/", views_range.leave_standard, name="leave_standard"),
    path("<int:product_id>/packs/new/", views_packs.new_pack, name="new_pack"),
    path("<int:product_id>/packs/<int:pack_id>/", views_packs.pack, name="change_pack"),
    path("<int:product_id>/packs/<int:pack_id>/drop/", views_packs.drop_pack, name="drop_pack"),
]
