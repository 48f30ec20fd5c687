"""The machine room: embedded PostgreSQL 18 and Valkey, and one supervised tree of processes; it knows no domain.

A *service* says how a process is started and stopped; a *child* is a running service; the *tree* starts children in order,
restarts those that die and stops them in reverse order. `Cluster` and `Cache` describe the two embedded servers.
"""
