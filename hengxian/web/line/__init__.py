"""What the hotline adds to the common pages: kinds of record, panels, clocks, answers, words; for site `hotline`."""
