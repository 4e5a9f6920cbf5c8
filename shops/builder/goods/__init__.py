"""The owner's pages for goods: what is in the shop, one product, its packs, all prices at once, a sheet in and out."""
