"""The certificate's own store, until certificates are cases like any other."""
