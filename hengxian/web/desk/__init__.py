"""The room of agents, supervisors, inspectors and knowledge editors."""
