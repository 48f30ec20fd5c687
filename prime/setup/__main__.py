"""`python -m prime.setup`: every step that a fresh machine needs, for a demonstration or (`--tests`) for the tests too."""

import sys

from prime.setup.machine import prepare
from prime.setup.steps import StepFailed

if __name__ == "__main__":
    try:
        prepare(for_tests="--tests" in sys.argv[1:])
    except StepFailed as problem:
        sys.exit(str(problem))
