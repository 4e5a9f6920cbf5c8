"""The stops that stood as blocks in a route become rows; the place they named by its slug becomes a key."""

import uuid

from django.db import migrations


def carry(apps, schema_editor):
    RoutePage, PlacePage = apps.get_model("cms", "RoutePage"), apps.get_model("cms", "PlacePage")
    RouteStop = apps.get_model("cms", "RouteStop")
    places = {place.slug: place.pk for place in PlacePage.objects.filter(locale__language_code="zh-hans")}
    for page in RoutePage.objects.all():
        rows = [row_of(RouteStop, page, order, block, places) for order, block in enumerate(page.stops.raw_data)]
        RouteStop.objects.bulk_create(rows)


def row_of(RouteStop, page, order, block, places):
    value = block["value"]
    return RouteStop(
        route=page,
        locale_id=page.locale_id,
        translation_key=uuid.uuid5(page.translation_key, str(block.get("id") or order)),
        sort_order=order,
        title=value.get("title") or "",
        text=value.get("text") or "",
        time=value.get("time") or "",
        stay_minutes=value.get("stay_minutes"),
        place_id=places.get(value.get("place")),
        township=value.get("township") or "",
        drawing=(value.get("picture") or {}).get("drawing") or "",
    )


class Migration(migrations.Migration):
    dependencies = [("cms", "0005_stops_as_rows_points_access_tracks")]
    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
