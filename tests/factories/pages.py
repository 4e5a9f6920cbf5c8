"""Pages for tests, in both languages, without the county's content."""

from uuid import uuid4

from django.db.models import F, Model
from wagtail.models import Locale, Page, Site

from cms.models import HomePage, RoutePage, RouteStop
from courses.curriculum.models import LearnIndexPage, LessonPage, ModulePage, ProgrammePage


def homes() -> dict[str, HomePage]:
    """Chinese and English home pages, the Chinese one being the site's root; those that stand already, if they do."""
    standing = {page.locale.language_code: page for page in HomePage.objects.select_related("locale")}
    return standing or build_homes()


def build_homes() -> dict[str, HomePage]:
    zh = Locale.objects.get_or_create(language_code="zh-hans")[0]
    en = Locale.objects.get_or_create(language_code="en")[0]
    root = Page.objects.filter(depth=1).first() or Page.add_root(instance=Page(title="Root", slug="root", locale=zh))
    for welcome in Page.objects.filter(depth=2):  # Wagtail's migrations leave one
        welcome.delete()
    root.refresh_from_db()
    chinese = HomePage(title="瑶都", slug="home", headline="学会，种好", lede="免费训练营", locale=zh)
    root.add_child(instance=chinese)
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, root_page=chinese, is_default_site=True)
    english = translate(chinese, en, title="Capital of Yao", slug="home-en", headline="Learn it, grow it", lede="Free")
    return {"zh-hans": chinese, "en": english}


def put(parent: Page, page: Page) -> None:
    """Add `page` under `parent` as a row, live and searchable, without what Wagtail asks and logs of an editor: twice as fast."""
    last = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1).order_by("path").last()
    page.path = last._inc_path() if last else Page._get_path(parent.path, parent.depth + 1, 1)
    page.depth, page.numchild, page.draft_title = parent.depth + 1, 0, page.draft_title or page.title
    page.set_url_path(parent)
    Model.save(page, force_insert=True)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    parent.numchild += 1


def translate(page: Page, locale: Locale, **fields) -> Page:
    """The page in `locale`, live, with `fields` in that language."""
    page = page.specific
    own = {field.name: getattr(page, field.name) for field in page._meta.local_fields if not field.primary_key}
    given = {"title": page.title, "slug": page.slug, "translation_key": page.translation_key, "locale": locale}
    copy = type(page)(**{**own, **given, **fields})
    parent = page.get_parent()
    there = parent if parent.depth == 1 else Page.objects.get(translation_key=parent.translation_key, locale=locale)
    put(there, copy)
    return copy


def child(parent: Page, kind: type[Page], slug: str, zh: dict, en: dict, /, **both) -> Page:
    """A page of `kind` under the Chinese `parent`, and its English translation; returns the Chinese one."""
    page = kind(slug=slug, locale=parent.locale, **zh, **both)
    put(parent, page)
    translate(page, Locale.objects.get(language_code="en"), **en)
    return page


def programme(homes: dict, *, slug: str = "ecommerce", stages: int = 8, lessons: int = 1) -> ProgrammePage:
    """A boot camp under learn/, with numbered stages and lessons."""
    learn = LearnIndexPage.objects.filter(locale=homes["zh-hans"].locale).first()
    learn = learn or child(homes["zh-hans"], LearnIndexPage, "learn", {"title": "学习"}, {"title": "Learn"})
    camp = child(learn, ProgrammePage, slug, {"title": "电商创业训练营"}, {"title": "E-commerce boot camp"})
    for s in range(1, stages + 1):
        stage = child(camp, ModulePage, f"stage-{s}", {"title": f"第 {s} 关"}, {"title": f"Stage {s}"})
        for n in range(1, lessons + 1):
            child(stage, LessonPage, f"lesson-{n}", {"title": f"第 {s}.{n} 课"}, {"title": f"Lesson {s}.{n}"}, minutes=9)
    return camp


def add_stops(route: RoutePage, *rows: dict, **both) -> list[RouteStop]:
    """Stops of `route` and of its translation, each with one key in both; the Chinese ones."""
    pages = RoutePage.objects.filter(translation_key=route.translation_key).order_by("path")
    keys = [uuid4() for _row in rows]
    made = [
        RouteStop(route=page, locale_id=page.locale_id, translation_key=keys[n], sort_order=n, **both, **row)
        for page in pages for n, row in enumerate(rows)
    ]  # fmt: skip
    RouteStop.objects.bulk_create(made)
    return made[: len(rows)]
