"""What certification adds to the common pages: its kinds of record, panels, clocks, answers, words; for site `body`."""
