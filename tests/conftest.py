"""What holds for every test: no clock decides whether one passes, and each failure is told."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """Half a surrogate pair in a failed assertion ends the whole run of tests in parallel."""
    report = yield
    if report.longrepr and not isinstance(report.longrepr, tuple):
        told = str(report.longrepr)
        if (plain := told.encode("utf-8", "backslashreplace").decode()) != told:
            report.longrepr = plain
    return report
