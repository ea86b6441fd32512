"""The page where files of a form are chosen."""
