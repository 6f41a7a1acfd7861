"""A translation held against the interview in its own language, as CAT tools do.

The one thing to know: a number said otherwise is no error. Two figures differ only where no way of
saying them makes them equal, and where nothing near them explains it; all else is silence.
"""
