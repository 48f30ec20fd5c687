"""Every message to a person is a row first: what it says, to whom, about what, and what became of it.

Words: a *template* is a folder below `templates/email` (`subject.txt`, `body.txt`, `body.html`, and `meta.toml`: when it is
sent, to whom, what it may mention, with samples); a *wording* is what an admin wrote in its place; a *message* is one use of
it. `sent` means that the mail server accepted it, `refused` that it did not; `delivered` and `bounced` come from reports.
"""
