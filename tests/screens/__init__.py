"""What the review screen shows, as text that a person can read and compare.

`pytest tests/screens --accept-screens` writes what is shown now into shown/*.txt; look at the
difference before it is committed.
"""
