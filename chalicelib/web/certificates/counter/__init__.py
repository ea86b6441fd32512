"""What staff do with certificates only: key them in, and see a case of one at the desk."""
