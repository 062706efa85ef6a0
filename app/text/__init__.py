"""Texts as such: normalising, sentences, words, languages, quotations, learnt labels. Pure."""
