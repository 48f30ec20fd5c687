"""Weekly timesheets of placed staff.

Words: a *timesheet* is one week (Monday to Sunday) of one placement; a *day* holds its hours. States: draft, submitted,
queried (back to the worker with a question), approved, billed. What is billed is frozen.
"""
