"""What can go wrong in the machine room, each told in a sentence that a newcomer can act on."""


class SupervisorProblem(Exception):
    """A start cannot go on; the text says why and what to do."""


class AlreadyRunning(SupervisorProblem):
    """Another supervisor holds the same home folder."""


class ServiceFailed(SupervisorProblem):
    """A child ended, or was not ready in time, while it was being started."""


class ServerUnusable(SupervisorProblem):
    """The machine or the user cannot run an embedded server."""


class PortTaken(SupervisorProblem):
    """Another program listens where the web server should."""
