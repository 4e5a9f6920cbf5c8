"""In which language the site is read here: `make test` reads it in English on SQLite and in Chinese on PostgreSQL.

Long stories told in Chinese only bear the mark `chinese`. A page is drawn the same from either database; what a database may change, the tests of the parts hold on both.
"""

import os

from django.db import connection

LANGUAGES = ("zh-hans", "en")
HERE = LANGUAGES if os.environ.get("SITE") else ("zh-hans",) if connection.vendor == "postgresql" else ("en",)
