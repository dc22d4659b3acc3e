"""From the tokens of a parsed text to the nodes of the tree, with units, places and findings."""
