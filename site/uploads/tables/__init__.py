"""Tables that people send: CSV in any encoding, or .xlsx, as lines of text. Nothing in them is ever run or kept."""
