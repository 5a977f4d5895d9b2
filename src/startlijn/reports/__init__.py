"""Looking floor: reads across capabilities, writes nothing."""
