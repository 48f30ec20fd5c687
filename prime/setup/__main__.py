"""`python -m prime.setup`: every step of a demonstration, `--tests`: those of the tests too, or the named steps alone."""

import sys

from prime.setup.machine import prepare, take
from prime.setup.steps import StepFailed

if __name__ == "__main__":
    try:
        match sys.argv[1:]:
            case []:
                prepare()
            case ["--tests"]:
                prepare(for_tests=True)
            case names:
                take(names)
    except StepFailed as problem:
        sys.exit(str(problem))
