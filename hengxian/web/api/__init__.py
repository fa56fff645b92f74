"""The JSON API: the same lists, moves and acts as the pages, for programs."""
