"""Many sources: read in parallel or on a cluster, read again, verified."""
