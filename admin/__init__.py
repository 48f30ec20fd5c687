"""The admin panel: Piccolo Admin behind our own sign-in, read-only where rules apply."""
