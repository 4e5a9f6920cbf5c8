"""The market's listings hold figures of goods and no words of people."""

from common.personal import part

mine = part("market")
mine.holds_nothing("market.Listing", why="category, township, price and months of goods on sale, reckoned anew from them")
mine.holds_nothing("market.Stall", why="where open shops are, how many goods they sell and when they post, reckoned anew")
mine.holds_nothing("market.Chosen", why="which goods editors chose for a festival")
