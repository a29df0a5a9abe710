"""Runs a command and writes what the kernel says that it has cost to a file: exit code, CPU seconds, KiB of memory at the most.

python3 getrusage.py RESULT COMMAND…

Node tells this of itself alone, and the peers are no Node.
"""

import json
import os
import sys

result, *command = sys.argv[1:]
pid = os.posix_spawnp(command[0], command, os.environ)
_, status, usage = os.wait4(pid, 0)
# The kernel counts KiB, that of macOS bytes.
unit = 1024 if sys.platform == "darwin" else 1
with open(result, "w") as file:
    json.dump(
        {
            "code": os.waitstatus_to_exitcode(status),
            "cpu": usage.ru_utime + usage.ru_stime,
            "kib": usage.ru_maxrss // unit,
        },
        file,
    )
