"""Cyclic garbage is collected in the window's thread only.

A closed page is often part of a cycle. If Python happened to collect it while the worker runs, Qt
would destroy widgets in the worker's thread, which hangs or crashes the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QTimer

EVERY_MS = 500
_NAME = "garbage"


def collect_in_this_thread() -> None:
    """From now on collect by a timer of the running application, and nowhere else."""
    app = QCoreApplication.instance()
    if app is None or app.findChild(QTimer, _NAME) is not None:
        return
    gc.disable()
    gc.freeze()  # the modules stay: no search need look at them
    timer = QTimer(app)
    timer.setObjectName(_NAME)
    timer.setInterval(EVERY_MS)
    timer.timeout.connect(_collect)
    timer.start()


def _collect() -> None:
    """What Python would have collected by itself: the oldest generation that is due."""
    limits = gc.get_threshold()
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > limits[generation]:
            gc.collect(generation)
            return
