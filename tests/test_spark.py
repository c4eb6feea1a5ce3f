"""The same cube from Spark: local, and from a real cluster, also when a worker stops midway."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from metrics.firms import synthetic
from metrics.firms.cube import cube
from metrics.firms.engines import open_source, spark_session
from metrics.firms.prepare import prepare
from metrics.firms.universe import Universe

WHY_NOT = (
    "pyspark is not installed (requirements-dev.txt)" if find_spec("pyspark") is None
    else "Java is not installed (Spark 4 needs 17 or later)" if shutil.which("java") is None
    else ""
)  # fmt: skip
UNIVERSE = Universe(sections="C", require={"eligible": True})
CONF = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "4",
    "spark.log.level": "ERROR",
}

pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # py4j leaves its sockets to the collector
]


@pytest.fixture(scope="module", autouse=True)
def spark_or_reason():
    """Skip where Spark cannot run; never in CI, which installs what it needs."""
    if WHY_NOT and os.environ.get("CI") == "true":
        pytest.fail(WHY_NOT)
    if WHY_NOT:
        pytest.skip(WHY_NOT)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder like RFSD, its register, and the cube that DuckDB makes of them."""
    folder = tmp_path_factory.mktemp("spark") / "made"
    synthetic.write(folder, rows=20_000, seed=4)
    membership = pd.read_csv(folder / "membership.csv", dtype={"firm_id": "str"})
    return folder / "panel", membership, cube(folder / "panel", membership, UNIVERSE)


@pytest.fixture(scope="module")
def local():
    """A Spark session inside this process's own Java, on two cores."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        session = spark_session("local[2]", **CONF)
        yield session
        session.stop()


@pytest.mark.usefixtures("local")
def test_spark_reads_rfsd_folders_and_gives_the_same_cube(made):
    panel, membership, expected = made
    assert_frame_equal(cube(open_source(panel, "spark"), membership, UNIVERSE), expected, rtol=1e-12)


@pytest.mark.usefixtures("local")
def test_spark_reads_a_prepared_folder(made, tmp_path):
    panel, membership, expected = made
    prepare(panel, tmp_path / "lean")
    made_lean = cube(open_source(tmp_path / "lean", "spark"), membership, UNIVERSE)
    assert_frame_equal(made_lean, expected, rtol=1e-12)


@pytest.mark.usefixtures("local")
def test_spark_reads_csv_with_ids_as_text(tmp_path):
    panel, membership = synthetic.sample(6, firms=200)
    panel.to_csv(tmp_path / "panel.csv", index=False)
    source = open_source(tmp_path / "panel.csv", "spark")
    assert_frame_equal(cube(source, membership), cube(panel, membership), rtol=1e-12)


def test_a_spark_frame_is_taken_as_it_is(local):
    import pyarrow as pa

    panel, membership = synthetic.sample(7, firms=200)
    frame = local.createDataFrame(pa.Table.from_pandas(panel, preserve_index=False))
    assert_frame_equal(cube(frame, membership, UNIVERSE), cube(panel, membership, UNIVERSE), rtol=1e-12)


def test_an_empty_register_is_no_fault(local):
    panel, _ = synthetic.sample(8, firms=50)
    nobody = pd.DataFrame({"firm_id": pd.Series([], dtype="str")})
    frame = local.createDataFrame(panel.drop(columns="dissolved").to_dict("records"))
    assert_frame_equal(cube(frame, nobody), cube(panel, nobody), rtol=1e-12)


class Cluster:
    """A standalone master and two workers of one core each, on loopback, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.processes = folder, {}
        port = _free_port()
        self.master = f"spark://127.0.0.1:{port}"
        common = ["--host", "127.0.0.1", "--webui-port", "0"]
        self._start("master", "org.apache.spark.deploy.master.Master", *common, "--port", str(port))
        self._wait_until_it_says("master", "New state: ALIVE")
        for name in ("worker-1", "worker-2"):
            where = ["--work-dir", str(folder / name), "--cores", "1", "--memory", "600m"]
            self._start(name, "org.apache.spark.deploy.worker.Worker", *common, *where, self.master)
            self._wait_until_it_says(name, "Successfully registered with master")

    def _start(self, name: str, *command: str) -> None:
        import pyspark

        home = Path(pyspark.__file__).parent
        settings = [f"-D{key}=false" for key in ("spark.master.rest.enabled", "spark.master.ui.enabled")]
        environment = {
            **os.environ,
            "SPARK_HOME": str(home),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_DAEMON_JAVA_OPTS": " ".join([*settings, "-Dspark.worker.ui.enabled=false"]),
        }
        with (self.folder / f"{name}.log").open("w") as log:
            self.processes[name] = subprocess.Popen(
                [home / "bin" / "spark-class", *command],
                env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def _wait_until_it_says(self, name: str, words: str, seconds: float = 180) -> None:
        log = self.folder / f"{name}.log"
        until = time.monotonic() + seconds
        while words not in log.read_text():
            if time.monotonic() > until or self.processes[name].poll() is not None:
                pytest.fail(f"{name} did not say “{words}”:\n{log.read_text()[-3000:]}")
            time.sleep(0.2)

    def stop(self, name: str) -> None:
        """Stop a process and the executors it started, without a word."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop_all(self) -> None:
        for name in list(self.processes)[::-1]:
            self.stop(name)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


ASK = """
import sys, time
from pathlib import Path
import pandas as pd
from metrics.firms.cube import cube
from metrics.firms.engines import open_source, spark_session
from metrics.firms.universe import Universe
panel, register, answer, master, started, turns = sys.argv[1:7]
spark_session(master, **dict(pair.split("=", 1) for pair in sys.argv[7:]))
membership = pd.read_csv(register, dtype={"firm_id": "str"})
source = open_source(panel, "spark")
Path(started).touch()
for turn in range(int(turns)):
    made = cube(source, membership, Universe(sections="C", require={"eligible": True}))
made.to_parquet(answer)
"""


def ask(cluster, panel, answer, turns):
    """Ask the cluster for the cube, `turns` times over, from a process of its own.

    The Python that workers are told to use does not exist: they need none.
    """
    conf = {**CONF, "spark.executor.memory": "512m", "spark.cores.max": "2", "spark.executor.cores": "1"}
    started = answer.parent / "started"
    register = panel.parent / "membership.csv"
    command = [sys.executable, "-c", ASK, panel, register, answer, cluster.master, started, turns]
    environment = {
        **os.environ,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": "/nowhere/python",
        "PYSPARK_DRIVER_PYTHON": sys.executable,
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    with (answer.parent / "driver.log").open("w") as log:
        driver = subprocess.Popen(
            [*map(str, command), *(f"{key}={value}" for key, value in conf.items())],
            env=environment, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    return driver, started


def finish(driver, answer):
    try:
        code = driver.wait(timeout=400)
    finally:
        driver.kill()
    assert code == 0, (answer.parent / "driver.log").read_text()[-3000:]
    return pd.read_parquet(answer)


@pytest.fixture
def cluster(tmp_path):
    running = None
    try:
        running = Cluster(tmp_path)
        yield running
    finally:
        if running:
            running.stop_all()


@pytest.mark.spark_cluster
def test_a_cluster_gives_the_same_cube(cluster, made, tmp_path):
    panel, _, expected = made
    answer = tmp_path / "cube.parquet"
    driver, _ = ask(cluster, panel, answer, turns=1)
    assert_frame_equal(finish(driver, answer), expected, rtol=1e-12)


@pytest.mark.spark_cluster
def test_a_worker_that_stops_midway_changes_nothing(cluster, made, tmp_path):
    panel, _, expected = made
    answer = tmp_path / "cube.parquet"
    driver, started = ask(cluster, panel, answer, turns=8)
    while not started.exists():
        assert driver.poll() is None, (tmp_path / "driver.log").read_text()[-3000:]
        time.sleep(0.1)
    time.sleep(2)  # tasks are running on both workers now
    assert driver.poll() is None, "the work was over before a worker could be stopped"
    assert not answer.exists()
    cluster.stop("worker-1")
    assert_frame_equal(finish(driver, answer), expected, rtol=1e-12)
    assert "Lost executor" in (tmp_path / "driver.log").read_text()  # it did work there, and was missed
