"""A case as one folder that anybody can read without this system: what belongs to it, saving it, checking it (条例21)."""
