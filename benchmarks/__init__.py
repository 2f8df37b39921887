"""What is fast, and against whom. Every module here with a `run()` is a benchmark.

`python -m benchmarks` runs them all, `python -m benchmarks counter` only the one named. They print;
they never assert a time.
"""

import calculators  # noqa: F401  (it says where the counter is)
