"""Shops made before: which product came of which number. Goods could not be moved, added or removed until now, so that the
numbers of the whole products, in order, are the goods in order. What their pieces said is read when they are renewed."""

from django.db import migrations

OF_ONE_PRODUCT = {"product", "label", "price"}


def link(apps, schema_editor):
    Generation, MadeProduct = apps.get_model("builder", "Generation"), apps.get_model("builder", "MadeProduct")
    Version, Product = apps.get_model("assessment", "Version"), apps.get_model("catalogue", "Product")
    for generation in Generation.objects.filter(goods=None).exclude(version_ids=[]).iterator():
        rows = Version.objects.filter(pk__in=generation.version_ids)
        parts = rows.values_list("submission__number", "submission__assignment__piece")
        pieces = {}
        for number, piece in parts:
            pieces.setdefault(number, set()).add(piece)
        numbers = sorted(number for number, there in pieces.items() if there >= OF_ONE_PRODUCT)
        goods = Product.objects.filter(shop_id=generation.shop_id).order_by("position")
        MadeProduct.objects.bulk_create(
            MadeProduct(generation=generation, number=number, product=product) for number, product in zip(numbers, goods)
        )


class Migration(migrations.Migration):

    dependencies = [
        ('builder', '0003_merge_bases'),
        ('assessment', '0005_optional_pieces'),
    ]

    operations = [migrations.RunPython(link, migrations.RunPython.noop)]
