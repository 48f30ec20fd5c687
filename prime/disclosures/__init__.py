"""Self-disclosure: what a shortlisted candidate tells us themselves before anybody works with children.

Words: candidates are *asked* once they are shortlisted and *send* their answers, to be read by those who record checks
and nobody else. A *review* finds nothing, something to *discuss*, of which the lead of the panel reads only what
operations write, or a *concern*. Answers of people who do not join are deleted some months after their application ended.
"""
