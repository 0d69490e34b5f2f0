"""Rows by the million: copies of rows that the program itself has written, with what differs."""

import pathlib
import sqlite3


class Rows:
    def __init__(self, data):
        self.database = sqlite3.connect(pathlib.Path(data) / "steward.db")
        self.database.execute("PRAGMA foreign_keys = OFF")
        self.database.execute("PRAGMA synchronous = OFF")

    def one(self, query):
        return self.database.execute(query).fetchone()

    def run(self, query):
        self.database.execute(query)

    def copy(self, table, where, changes):
        """Copies of the row that `where` finds, one for each of `changes`."""
        names = [row[1] for row in self.database.execute(f"PRAGMA table_info({table})")]
        source = dict(zip(names, self.one(f"SELECT {', '.join(names)} FROM {table} WHERE {where}")))
        marks = ", ".join("?" for _ in names)
        rows = ([(source | change)[name] for name in names] for change in changes)
        self.database.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)

    def close(self):
        """As after some time of running: the planner knows the tables, and nothing waits in the log."""
        self.database.execute("ANALYZE")
        self.database.commit()
        self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.database.close()
