"""What the pages of every process have in common, for citizens and at the desk."""
