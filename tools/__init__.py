"""What developers run: catalogues, benchmarks, screenshots. The office never does."""
