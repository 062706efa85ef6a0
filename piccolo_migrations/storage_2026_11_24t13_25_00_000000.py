from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-24T13:25:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "What is there once only, and what is looked up"

# Raw, because SQLite cannot add a composite constraint to a table, and an index
# does the same on both databases.
INDEXES = {
    "sessions_owner_created_at": "INDEX {} ON sessions (owner, created_at)",
    "sessions_created_at": "INDEX {} ON sessions (created_at)",
    "turns_session_number": "UNIQUE INDEX {} ON turns (session, number)",
    "turns_state": "INDEX {} ON turns (state)",
    "messages_session_turn_role": "UNIQUE INDEX {} ON messages (session, turn, role)",
    "feedbacks_session": "UNIQUE INDEX {} ON feedbacks (session)",
    "feedbacks_state": "INDEX {} ON feedbacks (state)",
    "reviews_session_turn": "UNIQUE INDEX {} ON reviews (session, turn)",
}


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="storage", description=DESCRIPTION
    )

    async def create():
        for name, rest in INDEXES.items():
            await engine_finder().run_ddl(f"CREATE {rest.format(name)}")

    async def drop():
        for name in INDEXES:
            await engine_finder().run_ddl(f"DROP INDEX {name}")

    manager.add_raw(create)
    manager.add_raw_backwards(drop)
    return manager
