"""What can go wrong on the way from agency to permanent."""

from prime.core.errors import Conflict, InvalidInput


class FileRefused(InvalidInput):
    """The file as a whole cannot be read as a list of agency workers; `detail` says what to do."""

    slug, title = "file-refused", "The file cannot be read"

    def __init__(self, detail: str) -> None:
        super().__init__([{"pointer": "/file", "detail": detail}], detail)


class CaseExists(Conflict):
    """The worker has a live case."""

    slug, title = "case-exists", "There is a case for this worker already"


class WrongStage(Conflict):
    """The case is not at a stage that leads there."""

    slug, title = "wrong-stage", "The case cannot go there"
