"""The demo: an invented network of citizens' groups, for trying the product out; nobody in it is real."""
