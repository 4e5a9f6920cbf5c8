"""Days as Chinese writes them: Django's own format puts a zero before the month."""

MONTH_DAY_FORMAT = "n月j日"
