"""The edit tagger: a small encoder that says of each word what to do with it.

In the manner of GECToR (Omelianchuk and others 2020): keep, delete, put a word behind, replace, or
another form. Its weights are a distribution of their own (`model/` in the repository). The one
thing to know: `training/` makes the weights with the same words, tags and pieces as are read here.
"""

from transcript_fix.tagger.place import ADVICE, NEEDS, version, where

__all__ = ["ADVICE", "NEEDS", "version", "where"]
