"""Files as received: judged, digested, kept unchanged and verified whenever they are read (G-9)."""
