"""Nothing of people: amounts, and the numbers of orders."""

from common.personal import part

mine = part("ledger")
mine.holds_nothing("ledger.Account", why="where money of the platform or of a shop stands")
mine.holds_nothing("ledger.Entry", why="an amount between two accounts, with an order’s number")
