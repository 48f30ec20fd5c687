"""Why the demonstration cannot be loaded or removed."""

from prime.core.errors import Conflict


class OtherData(Conflict):
    """The database holds data that is not the demonstration's."""

    slug, title = "other-data", "There is other data"


class NotMigrated(Conflict):
    """The schema or the published reference data are not there yet."""

    slug, title = "not-migrated", "The database is not ready"
