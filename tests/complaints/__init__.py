"""What users of other learning platforms complain of, each with a test that ours does not have it."""
