"""One file a kind of page: each turns a visit into an answer."""
