"""A small supervisor for the tests of the tree: both servers, a web server and a worker that hold a port and a mark.

    python tests/supervisor/tree_program.py HOME [PORT]
"""

import os
import sys
from pathlib import Path

from prime.supervisor.cache import release_jobs
from prime.supervisor.children import Service
from prime.supervisor.ports import require_free_port
from prime.supervisor.servers import start_servers
from prime.supervisor.tree import Tree

WEB = """
import http.server, os, signal, sys
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
if os.fork() == 0:
    signal.pause()  # a worker of the web server, which must not outlive it
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), http.server.BaseHTTPRequestHandler).serve_forever()
"""
WORKER = "import time; time.sleep(3600)"


def main(home: str, port: str = "0") -> None:
    """Run the tree until a signal ends it; print one line per event and `ready` with the numbers of the processes."""
    require_free_port("127.0.0.1", int(port))
    with Tree(Path(home), say=lambda line: print(line, flush=True)) as tree:
        env = {**os.environ, **start_servers(tree)}
        tree.run(Service(name="migrate", argv=[sys.executable, "-c", "import os; assert 'DATABASE_URL' in os.environ"], env=env))
        tree.start(Service(name="web", argv=[sys.executable, "-c", WEB, port], env=env))
        tree.start(
            Service(name="worker", argv=[sys.executable, "-c", WORKER], env=env, prepare=lambda: release_jobs(env["REDIS_URL"])),
        )
        print("ready", *(f"{kept.service.name}={kept.child.process.pid}" for kept in tree.kept), flush=True)
        tree.watch()
    print("over", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
