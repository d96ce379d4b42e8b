"""Disposable datastores for proofs: one module per datastore, named by its id, found by looking here."""
