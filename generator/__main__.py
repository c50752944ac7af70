"""``python -m generator``."""

import gc
import sys

from generator.cli import main

# A run makes many small objects that all live until it ends: looking through them for garbage, as often as Python
# does by itself, costs a check a sixth of its time and finds nothing.
gc.freeze()
gc.set_threshold(50_000, 20, 100)

sys.exit(main())
