"""The desk of every process: its worklists and its cases, made from definitions."""
