"""Secrets for links, cookies and keys: random, stored only as a hash."""

import hashlib
import secrets


def new_token() -> str:
    """256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored of a token; SHA-256 is enough, as the token itself is random."""
    return hashlib.sha256(token.encode()).hexdigest()
