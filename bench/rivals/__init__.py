"""reportgen beside others: the same content through each of them, in one run."""
