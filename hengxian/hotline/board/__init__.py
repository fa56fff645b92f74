"""The live board: who waits and how long he may, what is due today, and the engine's figures of today (B-2, 10.1.2)."""
