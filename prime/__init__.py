"""AfC Prime: permanent social workers, hired by practitioners, placed with councils."""

import os

# Piccolo finds its engine through this name, in every process and every test.
os.environ.setdefault("PICCOLO_CONF", "prime.piccolo_conf")
