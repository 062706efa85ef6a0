"""How long storage is waited for, in seconds."""

from __future__ import annotations

LONGEST = 8.0
"""One call, whatever it does; the caller is told within ten."""
BUSY = 6.0
"""For another process's lock on the SQLite file."""
CONNECT = 5.0
"""For a PostgreSQL server to let us in."""
MIGRATE = 60.0
"""For another process that is migrating already."""
WIPE = 3.0
"""For readers to let erased text be wiped off the SQLite journal."""
CLOSE = 5.0
"""For queries that still run at shutdown."""
