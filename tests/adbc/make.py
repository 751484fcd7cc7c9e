"""Writes a table of so many rows, through DuckDB: as Parquet partitioned by year, or as one CSV file.

make.py LIBDUCKDB ROWS OUT        OUT is a folder for Parquet, or a file that ends in .csv
"""
import sys

import adbc_driver_manager as adbc

library, rows, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]

# Every value follows from its row's number: the same table on any machine. Amounts are decimals, weights floating.
TABLE = f"""
SELECT 'area ' || lpad((i % 17)::VARCHAR, 2, '0') AS area,
       (DATE '2022-01-01' + to_months(((i * 7919) % 48)::INTEGER))::DATE AS month,
       (i * 2654435761 % 1000003)::BIGINT AS person,
       ((i * 40503) % 1000000)::DECIMAL(12, 2) / 100::DECIMAL(3, 0) AS paid_raw,
       CASE WHEN i % 11 = 0 THEN NULL ELSE (i % 89)::BIGINT END AS days
FROM range({rows}) t(i)
"""
TABLE = f"""
SELECT area, month, person, paid_raw::DECIMAL(12, 2) AS paid, days, year(month)::INTEGER AS year FROM ({TABLE})
"""
how = "(FORMAT csv, HEADER)" if out.endswith(".csv") else "(FORMAT parquet, PARTITION_BY (year))"

with adbc.AdbcDatabase(driver=library, entrypoint="duckdb_adbc_init") as database:
    with adbc.AdbcConnection(database) as connection, adbc.AdbcStatement(connection) as statement:
        statement.set_sql_query(f"COPY ({TABLE}) TO '{out}' {how}")
        statement.execute_update()
