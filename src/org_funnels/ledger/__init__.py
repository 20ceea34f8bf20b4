"""That no raw row is lost: the ledger, and counting everything again."""
