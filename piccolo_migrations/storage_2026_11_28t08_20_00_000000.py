import hashlib

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder
from piccolo.querystring import QueryString

ID = "2026-11-28T08:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Owners by the hash of their cookie's value"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="storage", description=DESCRIPTION
    )

    async def hash_owners():
        engine = engine_finder()
        owners = await engine.run_querystring(
            QueryString("SELECT DISTINCT owner FROM sessions")
        )
        for row in owners:
            hashed = hashlib.sha256(row["owner"].encode()).hexdigest()
            await engine.run_querystring(
                QueryString(
                    "UPDATE sessions SET owner = {} WHERE owner = {}", hashed, row["owner"]
                )
            )

    async def nothing():
        """A hash cannot be taken back; older versions simply know no owner by it."""

    manager.add_raw(hash_owners)
    manager.add_raw_backwards(nothing)
    return manager
