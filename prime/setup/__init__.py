"""What a fresh machine needs before the product runs: each step does its work once and says so in one line.

`python -m prime.setup` takes the steps of a demonstration, `--tests` adds those of the tests. Nothing of ours but the settings is
imported here, and `bootstrap.py`, which makes the virtual environment, imports only the standard library.
"""
