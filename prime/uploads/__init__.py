"""Files that people send us: what they are is found from their bytes, and nobody opens one before it was scanned.

Words: an *upload* is one file for one record and purpose, *waiting* until the scanner has looked, then *clean* or
*infected*; the bytes of an infected one are deleted and its owner is told.
"""
