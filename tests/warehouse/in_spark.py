"""Run statements in a Spark of its own: `python -m tests.warehouse.in_spark STATEMENTS.json` prints their rows.

The file holds a list of statements; the output is a JSON list with the rows of each, every cell as text or null.
"""

import json
import sys
import tempfile
from pathlib import Path


def main(path: str) -> None:
    """Run the statements of the file in local mode, in a zone that is not UTC, and print what they give."""
    from pyspark.sql import SparkSession

    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "1",
            "spark.sql.warehouse.dir": f"{folder}/warehouse",
            "spark.sql.session.timeZone": "America/New_York",
            "spark.driver.memory": "900m",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
        }
        building = SparkSession.builder.master("local[1]")
        for key, value in settings.items():
            building = building.config(key, value)
        session = building.getOrCreate()
        found = []
        for statement in json.loads(Path(path).read_text("utf-8")):
            rows = session.sql(statement).collect()
            found.append([[None if cell is None else str(cell) for cell in row] for row in rows])
        session.stop()
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
