"""How the edit tagger's weights are made: text in, weights out, a command for each step.

Nothing here is installed with `transcript-fix`. See README.md beside this file.
"""
