"""What Wagtail may not do with people."""

from wagtail import hooks

from accounts.admin import only_one_by_one

hooks.register("before_bulk_action", only_one_by_one)
