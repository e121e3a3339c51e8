"""Pictures as they are published: their pixels, and nothing of who took them, where or with what.

`clean.py` takes the bytes of a picture apart and puts together again what browsers need to show it.
There is a module for each format. Nothing is decoded, so what stays is byte for byte the original.
"""
