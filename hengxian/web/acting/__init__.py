"""One mechanism behind office, portal and API: kinds of record, the acts on offer, lists, registers, timelines."""
