"""What is measured: time, memory and throughput. Nothing here judges; the report tells which aims are met."""
