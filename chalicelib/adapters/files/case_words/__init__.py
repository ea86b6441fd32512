"""The words of processes: mails, letters and documents of `templates/processes/<id>/`."""
