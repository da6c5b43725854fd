"""Cyclic garbage is collected in the window's thread only.

A closed page is often part of a cycle. If Python happened to collect it while the worker runs, Qt
would destroy widgets in the worker's thread, which hangs or crashes the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QTimer

EVERY_MS = 500
# Objects made since the last look: so many are the data that a job brought home or a board read,
# such as a ledger of 54 061 tasks, and to search ten such looks would hold the window for a third
# of a second. A page makes fewer.
MANY = 50_000
_NAME = "garbage"
_kept_out: list[int] = []  # how many objects, each time


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


def look_at_all_again() -> None:
    """A database was closed: what was kept out of the search beside its data may be garbage now."""
    if _kept_out:
        _kept_out.clear()
        gc.unfreeze()


def _collect() -> None:
    """What Python would have collected by itself: the oldest generation that is due. Data in great
    numbers are kept out of the search; they hold no cycles and go when nobody holds them."""
    if gc.get_count()[0] > MANY:
        _kept_out.append(gc.get_count()[0])
        gc.freeze()
        return
    limits = gc.get_threshold()
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > limits[generation]:
            gc.collect(generation)
            return
