def read_payload(*a): return None
