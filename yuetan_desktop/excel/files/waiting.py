"""Reading that cannot be stopped midway, waited for by somebody who may give up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

EVERY = 0.1  # seconds

T = TypeVar("T")


class _Work(threading.Thread, Generic[T]):
    """Runs one function and holds what came of it."""

    def __init__(self, work: Callable[[], T]) -> None:
        super().__init__(name="reading", daemon=True)
        self._work = work
        self._error: BaseException | None = None
        self._found: list[T] = []

    def run(self) -> None:
        try:
            self._found.append(self._work())
        except BaseException as error:  # for whoever waits
            self._error = error

    def result(self) -> T:
        if self._error is not None:
            raise self._error
        return self._found.pop()


def wait_for(work: Callable[[], T], still: Callable[[], None]) -> T:
    """What `work` gives. Calls `still` all the while; if that raises, waits no longer: the work
    comes to its end unheard, and nothing of it is used."""
    running = _Work(work)
    running.start()
    while running.is_alive():
        still()
        running.join(EVERY)
    return running.result()
