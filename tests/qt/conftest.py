"""Windows without a screen, unless the environment names another platform."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
