"""The public register: shows published facts to anybody, and can reach nothing else."""
