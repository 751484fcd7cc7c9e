"""What `benches/views` asks of polars: the kind of step and the file, answered by seconds and the number."""

import pathlib
import sys
import time

import polars as pl

kind, path = sys.argv[1:]
begun = time.perf_counter()
data = pl.read_csv(path, try_parse_dates=True)
if kind == "plain":
    answer = data.filter(pl.col("region") == "R7")["deaths"].sum()
elif kind == "fold":
    folded = data.unpivot(index="region", variable_name="year", value_name="deaths")
    answer = folded.filter(pl.col("year") == "1987")["deaths"].sum()
elif kind == "lookup":
    regions = pl.read_csv(pathlib.Path(path).with_name("regions.csv"))
    answer = data.join(regions, on="region", how="left").filter(pl.col("area") == "A3")["deaths"].sum()
elif kind == "group":
    by_month = data.with_columns(month=pl.col("day").dt.truncate("1mo"))
    answer = by_month.group_by("region", "month").agg(pl.col("deaths").sum())["deaths"].max()
elif kind == "window":
    smooth = data.sort("day").with_columns(average=pl.col("deaths").rolling_mean(7).over("region"))
    answer = smooth.filter(pl.col("region") != "R0")["average"].max()
print(time.perf_counter() - begun, answer)
