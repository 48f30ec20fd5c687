"""Documents: papers that the organisation issues, and the files behind them.

Words: a *document* is one issued paper (a contract, an agreement, an invoice) with the snapshot of
facts it was made from; its *file* is the stored PDF; the *subject* is the record it belongs to; the
*audience* is who may read it. States: *waiting* for its PDF, then *ready* for ever, or *failed* until
somebody asks again. A document is ordered inside the command that decides it; a worker renders it.
"""
