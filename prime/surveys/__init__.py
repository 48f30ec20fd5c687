"""What candidates say of their application once it has ended or been decided, apart from everything that names them.

Words: an *invitation* says that an application was asked, once. A *ticket* lets whoever has the link answer once, and is gone
with the answer. An *answer* stands under a random key with the month, how far the application came and how it went, and
nothing else: nothing leads from it back to a person. The *report* hides small numbers.
"""
