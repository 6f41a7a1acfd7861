"""Where the words lie in the bytes of each kind of file, and how new words are put there.

The one thing to know: nothing here prints a file anew; all of it finds places and splices, so that
a module in `formats` reads like a page.
"""
