"""Nothing of people: what the franchise asks of goods, and which goods carry it."""

from common.personal import part

mine = part("range")
for model in ("Standard", "Grade", "AllowedPack"):
    mine.holds_nothing(f"range.{model}", why="what the franchise asks of goods")
mine.holds_nothing("range.Carried", why="which grade of the standard range a product is")
