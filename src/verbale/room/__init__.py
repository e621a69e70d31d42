"""The reading room: pages and data at every address of a record, server-rendered, usable without script."""
