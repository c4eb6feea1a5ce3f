"""Open a firm panel with an engine; what narwhals does not hide stands here and nowhere else."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from metrics.errors import Refusal
from metrics.firms.codes import NO_CODES, Codes, notes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGINES = ("duckdb", "pandas", "polars", "dask", "spark")
READ = (
    *("firm_id", "year", "revenue", "industry", "region", "section"),
    *("filed", "imputed", "eligible", "outlier", "financial"),
    *("inn", "line_2110", "okved", "okved_section", "region_taxcode"),
)
TEXT = ("firm_id", "region", "industry", "section", "inn", "okved", "okved_section", "region_taxcode")


@dataclass(frozen=True)
class Source:
    """A firm panel as an engine's own frame, how its texts are coded, and how far industries are cut.

    `origin` is what the files say of themselves ("synthetic"); None when they say nothing.
    """

    frame: Any
    codes: Codes = NO_CODES
    depth: int | None = None
    origin: str | None = None


def as_source(firm_year: Any) -> Source:
    """A source as it is, a path opened with DuckDB, a frame taken as one."""
    if isinstance(firm_year, Source):
        return firm_year
    if isinstance(firm_year, str | Path):
        return open_source(firm_year)
    return Source(firm_year, origin=getattr(firm_year, "attrs", {}).get("source"))


def open_source(path: str | Path, engine: str = "duckdb", *, master: str | None = None) -> Source:
    """A Parquet or CSV file, a folder of them, or an RFSD folder, opened lazily where the engine can.

    RFSD folders are recognised by their columns, a prepared folder by the codes beside it.
    """
    from metrics.firms import rfsd

    path = Path(path)
    if not path.exists():
        raise Refusal("There is no file or folder {path}.", path=str(path))
    if engine not in ENGINES:
        raise Refusal(
            "No engine is called {engine}; there are {engines}.", engine=engine, engines=", ".join(ENGINES)
        )
    frame = _OPENERS[engine](path, master)
    notes = notes_of(path)
    if notes is not None:
        return Source(frame, Codes(**notes["codes"]), notes["depth"], notes["source"])
    return replace(rfsd.as_firm_year(frame), origin=origin_of(path))


def origin_of(path: Path) -> str | None:
    """What files say about where they come from: "synthetic", or None if they say nothing."""
    notes = notes_of(path)
    if notes is not None:
        return None if notes["source"] is None else str(notes["source"])
    first = files(path)[0]
    if first.suffix != ".parquet":
        return None
    import pyarrow.parquet as pq

    said = (pq.read_schema(first).metadata or {}).get(b"source")
    return None if said is None else said.decode()


def files(path: Path) -> list[Path]:
    """The data files of a folder, in order; refused when there are none or of two kinds."""
    if path.is_file():
        return [path]
    found = sorted(p for p in path.rglob("*") if p.suffix in {".parquet", ".csv"} and p.is_file())
    if not found:
        raise Refusal("The folder {path} has no Parquet or CSV files.", path=str(path))
    if len({p.suffix for p in found}) > 1:
        raise Refusal("The folder {path} mixes Parquet and CSV files.", path=str(path))
    return found


def connect(memory: str = "128MB") -> Any:
    """A DuckDB connection of one's own: it is not shared between threads.

    The order of rows is not kept: nothing here depends on it, and keeping it costs memory.
    """
    import duckdb

    spill = str(Path(tempfile.gettempdir()) / "cluster-metrics-duckdb")
    settings: Any = {"memory_limit": memory, "preserve_insertion_order": False, "temp_directory": spill}
    return duckdb.connect(config=settings)


@contextmanager
def ctrl_c_is_itself() -> Iterator[None]:
    """DuckDB turns Ctrl-C during a query into a RuntimeError; turn it back."""
    try:
        yield
    except RuntimeError as error:
        if str(error) == "Query interrupted":
            raise KeyboardInterrupt from error
        raise


def read_duckdb(con: Any, path: Path) -> Any:
    """A file or folder as a relation of the connection; nothing is read yet."""
    found = files(path)
    names = [str(p) for p in found]
    if found[0].suffix == ".parquet":
        return con.read_parquet(names, hive_partitioning=True, union_by_name=not _alike(found))
    heads = con.read_csv(names, all_varchar=True).columns
    text = {name: "VARCHAR" for name in TEXT if name in heads}
    return con.read_csv(names, dtype=text, hive_partitioning=True)


def _alike(found: list[Path]) -> bool:
    """Whether Parquet files have the same columns and types; if so, reading them costs an eighth less.

    If not, DuckDB would take the first file's: a year of whole thousands would round all the others.
    """
    import pyarrow.parquet as pq

    first, *others = (pq.read_schema(path).remove_metadata() for path in found)
    return all(each.equals(first) for each in others)


def _pandas(path: Path, _master: str | None) -> Any:
    found = files(path)
    if found[0].suffix == ".csv":
        dtypes: Any = dict.fromkeys(TEXT, "str")
        return pd.concat([pd.read_csv(p, dtype=dtypes) for p in found], ignore_index=True)
    import pyarrow.dataset as ds

    names = ds.dataset(path, partitioning="hive").schema.names
    return pd.read_parquet(path, columns=[name for name in names if name in READ])


def _polars(path: Path, _master: str | None) -> Any:
    pl = _need("polars")
    found = files(path)
    if found[0].suffix == ".csv":
        heads = pl.scan_csv(found).collect_schema().names()
        return pl.scan_csv(found, schema_overrides={n: pl.String for n in TEXT if n in heads})
    return pl.scan_parquet(found, hive_partitioning=True)


def _dask(path: Path, _master: str | None) -> Any:
    dd = _need("dask.dataframe")
    found = files(path)
    if found[0].suffix == ".csv":
        return dd.read_csv([str(p) for p in found], dtype=dict.fromkeys(TEXT, "str"))
    return dd.read_parquet(str(path))


def _spark(path: Path, master: str | None) -> Any:
    session = spark_session(master)
    found = files(path)
    if found[0].suffix == ".csv":
        return session.read.csv([str(p) for p in found], header=True)
    base = str(path if path.is_dir() else path.parent)
    return session.read.option("basePath", base).parquet(*[str(p) for p in found])


_OPENERS = {
    "duckdb": lambda path, _master: read_duckdb(connect(), path),
    "pandas": _pandas,
    "polars": _polars,
    "dask": _dask,
    "spark": _spark,
}


def _need(module: str) -> Any:
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError as error:
        raise Refusal(
            "The engine {engine} is not installed.", engine=module.split(".", maxsplit=1)[0]
        ) from error


def spark_session(master: str | None = None, **settings: str) -> Any:
    """The running Spark session, or a new one on `master` (by default all cores of this machine).

    `settings` are Spark's own (`{"spark.executor.memory": "4g"}`); so is all in `spark-defaults.conf`. Only
    two are preset: no web page, and few partitions after the shuffle, because a cube is small.
    """
    sql = _need("pyspark.sql")
    running = sql.SparkSession.getActiveSession()
    if running is not None:
        return running
    presets = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "8"}
    builder = sql.SparkSession.builder.appName("cluster-metrics").master(master or "local[*]")
    return builder.config(map={**presets, **settings}).getOrCreate()


def small_table(frame: Any, small: pd.DataFrame) -> Any:
    """A small pandas table as a frame of the same engine as `frame`."""
    import narwhals as nw

    kind = nw.from_native(frame).implementation
    if kind.is_pandas():
        return small
    if kind.is_duckdb():
        # Only a relation's own connection can join it, and `query` is the way to that connection.
        return frame.query("panel", "from small")
    if kind.is_dask():
        return _need("dask.dataframe").from_pandas(small, npartitions=1)
    import pyarrow as pa

    arrow = pa.Table.from_pandas(small, preserve_index=False)
    if kind.is_polars():
        pl = _need("polars")
        made = pl.from_arrow(arrow)
        return made.lazy() if isinstance(frame, pl.LazyFrame) else made
    if kind.is_spark_like():
        # Spark does not know how small it is; told so, it sends the table to the panel.
        return _need("pyspark.sql.functions").broadcast(frame.sparkSession.createDataFrame(arrow))
    return arrow


def collect(frame: Any) -> pd.DataFrame:
    """A narwhals frame as a pandas one, through Arrow where the engine is not pandas."""
    import narwhals as nw

    kind = frame.implementation
    if kind.is_pandas():
        return pd.DataFrame(frame.to_native())
    if kind.is_dask():
        return pd.DataFrame(nw.to_native(frame).compute())
    with ctrl_c_is_itself():
        table = frame.collect("pyarrow") if isinstance(frame, nw.LazyFrame) else frame
    return pd.DataFrame(table.to_arrow().to_pandas())
