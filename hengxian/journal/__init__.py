"""The journal: who did what to which record, when, from what to what; the only writer of records and states."""
