"""The pages; each begins by being up to date (`seeing.fresh`) and none can reach anything but published facts."""
