"""The language server: what `check` finds, in the editor's own program, while he writes.

The one thing to know: it has no opinion of its own. Diagnostics come from the same pipeline as
every report, and a fix is offered only where the place in the text is proved.
"""
