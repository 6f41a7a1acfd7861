"""Engines that run in a process beside us, shared by all runs of this user on this machine.

The one thing to know: nobody has to end one. A host ends by itself when the last run that uses it
is gone, however it went; with `keep-engines` it waits some minutes for the next.
"""

from transcript_fix.hosts.host import in_this_process
from transcript_fix.hosts.join import Host, stop
from transcript_fix.hosts.place import possible

__all__ = ["Host", "in_this_process", "possible", "stop"]
