"""The field log of the farming stories: a plot, dated lines, the second person's look, and the origin they make."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from common.clock import now, shanghai_day
from tests.journeys.walker import Walker, photograph
from tests.journeys.works import Work


def from_today(days: int) -> date:
    """The day in China so many days from today."""
    return shanghai_day(now()) + timedelta(days=days)


@dataclass(frozen=True)
class Plot:
    """A plot as its page knows it."""

    path: str
    code: str  # P7: what stands on its sign
    name: str
    variety: str

    def batch(self, day: date, grade: str) -> str:
        """Of sweet potatoes taken on a day."""
        return f"SP-{self.code}-{day:%Y%m%d}-{grade}"


def begin_plot(trainee: Walker, name: str, variety: str, place: str) -> Plot:
    """A mu and a half of sweet potatoes on the trainee's own land, transplanted 150 days ago."""
    trainee.go("my/field/new-plot/")
    trainee.fill(name=name, variety=variety, area_m2="一亩半", place=place)
    trainee.fill(planted_on=f"{from_today(-200)}", transplanted_on=f"{from_today(-150)}")
    trainee.choose(crop="sweet-potato", ground="own")
    trainee.press()
    number = trainee.page.url.rstrip("/").rpartition("/")[2]
    assert trainee.page.url.endswith(f"/my/field/plot/{number}/"), trainee.page.url
    return Plot(f"my/field/plot/{number}/", f"P{number}", name, variety)


def write_line(trainee: Walker, plot: Plot, activity: str, day: date, line: Work, photo: Path | None = None) -> None:
    """One line of the log: the work is picked from the plot's page, then said."""
    trainee.go(plot.path)
    trainee.press(f"main a[href$='/{plot.path}{activity}/']")
    trainee.fill(done_on=f"{day}", **line.typed)
    trainee.choose(weather="sun", **line.chosen)
    if photo:
        trainee.page.set_input_files("main [name=new]", photo)
    trainee.press()
    assert trainee.page.url.endswith("/my/field/"), trainee.page.inner_text("main")


def keep_a_log(trainee: Walker, plot: Plot, folder: Path, harvested: date) -> None:
    """Ridges, slips, harvest: the three lines that the certificate asks for."""
    write_line(trainee, plot, "till", from_today(-155), Work({"words": "起了二十四条垄，垄高一尺。"}))
    slips = Work({"used": "湘薯98薯苗", "quantity": "四千五百"}, {"unit": "plant"})
    write_line(trainee, plot, "transplant", from_today(-150), slips)
    dug = Work({"kg": "２４００斤", "words": "晴天挖的，破皮的单独放。"}, {"grade": "A"})
    write_line(trainee, plot, "harvest", harvested, dug, photograph(900, folder))


def check_on_site(checker: Walker, name: str, plot: Plot, batch: str, words: str) -> None:
    """The second person finds the harvest on the list, sees three points with their own eyes and says so."""
    checker.go("field-checks/")
    row = checker.page.locator("main .rows > li").filter(has_text=name).filter(has_text="采收")
    assert row.count() == 1
    assert f"{plot.name} ({plot.code})" in row.inner_text()
    checker.page.goto(checker.site + row.locator("a[href*='/field-checks/']").get_attribute("href"))
    assert batch in checker.text()
    for point in ("batch", "weight", "seen"):
        checker.tick(f"main [name=points][value={point}]")
    checker.fill(words=words)
    checker.press("main button[name=do][value=confirmed]")
    assert checker.page.url.endswith("/field-checks/")
    assert checker.page.locator("main .rows > li").filter(has_text=name).filter(has_text="采收").count() == 0
