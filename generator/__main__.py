"""``python -m generator``."""

import sys

from generator.cli import main, settle

settle()
sys.exit(main())
