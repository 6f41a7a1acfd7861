"""Files only: the network (`tagger.onnx`), its tags, its word pieces, and what they are worth.

`transcript-fix` reads them where they lie. `README.md` is the model card.
"""
