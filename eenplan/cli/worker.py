"""The worker of the background jobs: it waits for a database that is away, for ever, and takes up what was left lying."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal

from procrastinate import App, RetryStrategy, exceptions, jobs
from procrastinate.contrib.django import app

from eenplan.access.connections import washed
from eenplan.runtime.logs import database_away

log = logging.getLogger(__name__)

#: seconds between two tries to reach the database; doubled each time, up to the last
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
#: seconds after which work that a dead worker left is taken up
LEFT_AFTER = 40
#: a nightly job that fails is tried again after 4, 16, 64 … seconds: six times, in an hour and a half
AGAIN = RetryStrategy(max_attempts=7, exponential_wait=4)


def run(concurrency: int) -> None:
    """Work until a signal says stop. What is no failure of the database is raised: then the worker gives up."""
    for task in nightly():
        task.retry_strategy = task.retry_strategy or AGAIN
    asyncio.run(_for_ever(concurrency))


def nightly() -> list:
    """The tasks that run once a day."""
    return [one.task for one in app.periodic_registry.periodic_tasks.values() if one.cron.split()[1] != "*"]


async def _for_ever(concurrency: int) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    pause = FIRST_PAUSE
    while not stop.is_set():
        began = asyncio.get_running_loop().time()
        reason = await _until(stop, _work(concurrency))
        if stop.is_set():
            return
        if asyncio.get_running_loop().time() - began > LONGEST_PAUSE:
            pause = FIRST_PAUSE
        log.warning("no database (%s); trying again in %.0f s", reason, pause)
        await _until(stop, asyncio.sleep(pause))
        pause = min(pause * 2, LONGEST_PAUSE)


async def _until(stop: asyncio.Event, work) -> str:
    """Let the work go on until it ends or we must stop; says in one line why it ended. Raises what is not the database's."""
    working, asked = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({working, asked}, return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    if not working.done():
        working.cancel()
    try:
        await working
    except asyncio.CancelledError:
        return "stopped"
    except Exception as error:
        if not database_away(error):
            raise
        return " ".join(str(error.__cause__ or error).split())
    return "connection lost"


async def _work(concurrency: int) -> None:
    """Take jobs until the database goes, which ends this in one way or another."""
    around = [*(app.worker_defaults.get("task_middleware") or []), washed]
    with app.replace_connector(app.connector.get_worker_connector()) as ours:
        async with ours.open_async():
            taking_up = asyncio.create_task(_take_up(ours))
            try:
                await ours.run_worker_async(
                    concurrency=concurrency,
                    delete_jobs="successful",
                    install_signal_handlers=False,
                    task_middleware=around,
                )
            finally:
                taking_up.cancel()


async def _take_up(ours: App) -> None:
    """Every so often, put back in line what a worker began that is no longer there."""
    while True:
        with contextlib.suppress(exceptions.ConnectorException):  # the worker beside this notices a database that went
            for job in await ours.job_manager.get_stalled_jobs(seconds_since_heartbeat=LEFT_AFTER):
                await _again(ours, job)
        await asyncio.sleep(LEFT_AFTER)


async def _again(ours: App, job: jobs.Job) -> None:
    try:
        await ours.job_manager.retry_job(job)
    except exceptions.UniqueViolation:  # the same is waiting in line already
        await ours.job_manager.finish_job(job, jobs.Status.ABORTED, delete_job=True)
