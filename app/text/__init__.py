"""Texts as such: normalising, sentences, words, languages, verbatim quotations. Pure."""
