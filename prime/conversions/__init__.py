"""From agency to permanent: a council's agency workers, imported and converted one by one.

Words: an *agency worker* is somebody whom a council pays an agency for; an *import* is one CSV of them; a *case* is the
attempt to convert one, with its *saving* and its *employer*. Only a hire onto a council's own return lowers that
council's agency share (domain.md 0). Stages of a case: identified, approached, interested, application, converted, closed.
"""
