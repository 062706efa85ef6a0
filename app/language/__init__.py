"""Language, whoever speaks it: sentences, words, terms. Pure; knows no interview."""
