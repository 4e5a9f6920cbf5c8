"""Growing the tree: what is missing is made in both languages; what is there is people's, and is left alone."""

from collections.abc import Callable
from datetime import datetime

from wagtail.models import Locale, Page, Site

from accounts.models import User
from cms.models import CountySettings, HomePage, RoutePage
from demo.content import read
from demo.pages import county
from demo.pages.blocks import key_of
from demo.pages.plan import Planned, planned
from demo.pages.translating import publish_translation

Say = Callable[[str], None]
PORT, HOST = 80, "localhost"


def locales() -> tuple[Locale, Locale]:
    """Chinese, the source, and English."""
    return tuple(Locale.objects.get_or_create(language_code=code)[0] for code in ("zh-hans", "en"))  # type: ignore[return-value]


def plant_home(at: datetime) -> HomePage:
    """The Chinese home page as the site's root, with its English one beside it; an existing home is kept as it is."""
    if home := HomePage.objects.filter(translation_key=key_of(""), locale__language_code="zh-hans").first():
        return home
    chinese, english = locales()
    clear_welcome()
    plan = Planned("", HomePage, read("home.yaml"), county.home)
    home, twin = plan.page("zh"), plan.page("en")
    home.slug, twin.slug = "home", "home-en"
    plant(home, Page.objects.get(depth=1), chinese, at)
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": HOST, "port": PORT, "root_page": home})
    publish_translation(home, twin, english, at)
    CountySettings.for_site(Site.objects.get(is_default_site=True))
    return home


def clear_welcome() -> None:
    """Remove the page Wagtail's own migrations leave."""
    for page in Page.objects.filter(depth=2):
        if page.specific_class is Page:
            page.delete()


def plant(page: Page, parent: Page, locale: Locale, at: datetime) -> None:
    """Save `page`, live since `at`, as the last child of `parent`."""
    page.locale, page.live = locale, True
    for stop in page.route_stops.all() if isinstance(page, RoutePage) else ():
        stop.locale = locale
    page.first_published_at = page.last_published_at = at
    parent.add_child(instance=page)


def grow(at: datetime, people: dict[str, User], say: Say) -> list[Page]:
    """Make every page that is missing, signed by its author of `people`; returns the new Chinese and English ones."""
    home = plant_home(at)
    chinese, english = locales()
    there = {page.url_path: page for page in Page.objects.filter(locale=chinese)}
    made: list[Page] = []
    for plan in planned():
        url_path = f"{home.url_path}{plan.path}/"
        if url_path in there:
            continue
        parent = there[f"{url_path.rstrip('/').rpartition('/')[0]}/"]
        page, twin = plan.page("zh"), plan.page("en")
        if author := plan.words.get("author"):
            page.author = page.owner = people[author]
        plant(page, parent, chinese, at)
        there[page.url_path] = page
        made += [page, publish_translation(page, twin, english, at)]
        if len(made) % 40 == 0:
            say(f"  {len(made) // 2} pages, each in both languages")
    return made
