"""Packs of our own making in every layout that schools use, each with what it means beside it.

`meant` says what a pack means, `wording` holds the words, `specification`, `duties` and `facts` set them out in
blocks, `whole` puts a pack together, `as_word` and `as_text` make files of the blocks, `measure` compares.
"""
