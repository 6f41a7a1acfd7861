"""What a run and the keeper say to each other, on a loopback connection.

run:    the token from STATE, newline           keeper: HELLO, at once
keeper: {"url": ...} or {"error": ...}, newline, when the server is up or failed
run:    GOODBYE when it is done; a connection that closes without it was lost
"""

from __future__ import annotations

HOST = "127.0.0.1"
STATE = "server.json"
LOCK = "server.lock"
HELLO = b"hello\n"
GOODBYE = b"bye\n"
START_SECONDS = 90.0
"""How long Java may take on a busy machine until it listens."""
