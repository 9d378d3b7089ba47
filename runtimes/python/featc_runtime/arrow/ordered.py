"""Work on a stream by threads: results in order, a bounded number under way. Knows nothing of what the work is."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


def usable_cpus() -> int:
    """The processors that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ordered(tasks: Iterable[_Task], work: Callable[[_Task], _Result], threads: int) -> Generator[_Result, None, None]:
    """``work`` of each task, in order; at most ``2 * threads`` tasks are taken ahead of what is asked for.

    Tasks are taken by the calling thread, when a result is asked for. An error, of the work or of the tasks' iterator,
    is raised in its place in the order; the results before it are given first. Closing the iterator waits for the
    tasks that are running and drops the others. One thread means the calling thread.
    """
    if threads == 1:
        for task in tasks:
            yield work(task)
        return
    waiting: deque[Future[_Result]] = deque()
    source = iter(tasks)
    failure: BaseException | None = None
    pool = ThreadPoolExecutor(threads, "featc")
    try:
        more = True
        while more or waiting:
            while more and len(waiting) < 2 * threads:
                try:
                    waiting.append(pool.submit(work, next(source)))
                except StopIteration:
                    more = False
                except Exception as error:
                    more, failure = False, error
            if waiting:
                yield waiting.popleft().result()
        if failure is not None:
            raise failure
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
