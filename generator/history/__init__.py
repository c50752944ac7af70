"""The past of a register: what git says of it, the lives of its records, and the rules over time."""
