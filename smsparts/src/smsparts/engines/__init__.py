"""The counter inside DuckDB, Polars and Spark: each module needs its engine, and pyarrow."""
