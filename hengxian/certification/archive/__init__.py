"""A case as one folder that anybody can read without this system: its contents, saving, checking (条例 21)."""
