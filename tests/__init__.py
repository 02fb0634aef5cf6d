"""The tests: one folder for each plugin, and one for each way of looking at the whole."""
