"""What only address changes have on the web: the pages of the district officers."""
