"""``python -m tracker`` is the same as ``tracker``."""

import sys

from tracker.cli.main import main

sys.exit(main())
