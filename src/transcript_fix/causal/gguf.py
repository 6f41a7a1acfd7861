"""Reads a language model's file: GGUF, as llama.cpp writes it, into numpy arrays.

Format: ggml's docs/gguf.md; the packing of numbers as in ggml-quants.c. The one thing to know:
only the packings that our model has are read (plain floats, Q4_1, Q8_0); others are refused.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]

_SCALARS = dict(zip((0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12), "BbHhIif?Qqd", strict=True))
_TEXT, _LIST = 8, 9
_BLOCK = 32
"""Numbers that are packed together."""


@dataclass(frozen=True, slots=True)
class File:
    """What the file says of the model, and its arrays by name (float32, one row an output)."""

    about: Mapping[str, Any]
    arrays: dict[str, Array]


def read(path: Path) -> File:
    """Read the whole file. Raises ValueError where it is no such file, OSError where unreadable."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        try:
            return _read(_Reader(data))
        except (struct.error, KeyError, IndexError) as error:
            raise ValueError(f"{path.name} is damaged or of another kind ({error!r})") from None


class _Reader:
    def __init__(self, data: mmap.mmap) -> None:
        self.data, self.at = data, 0

    def number(self, code: str) -> Any:
        (value,) = struct.unpack_from("<" + code, self.data, self.at)
        self.at += struct.calcsize("<" + code)
        return value

    def text(self) -> str:
        size = self.number("Q")
        self.at += size
        return self.data[self.at - size : self.at].decode("utf-8")

    def value(self, kind: int) -> Any:
        if kind == _TEXT:
            return self.text()
        if kind == _LIST:
            inner, size = self.number("I"), self.number("Q")
            return [self.value(inner) for _ in range(size)]
        return self.number(_SCALARS[kind])


def _read(r: _Reader) -> File:
    if r.data[:4] != b"GGUF":
        raise KeyError("GGUF")
    r.at = 8
    arrays, entries = r.number("Q"), r.number("Q")
    about = {r.text(): r.value(r.number("I")) for _ in range(entries)}
    rows = []
    for _ in range(arrays):
        name = r.text()
        shape = tuple(r.number("Q") for _ in range(r.number("I")))
        rows.append((name, shape[::-1], r.number("I"), r.number("Q")))
    base = -(-r.at // 32) * 32
    return File(about, {n: _unpacked(r.data, base + at, shape, k) for n, shape, k, at in rows})


def _unpacked(data: mmap.mmap, at: int, shape: tuple[int, ...], kind: int) -> Array:
    count = prod(shape)
    if kind == 0:
        return np.frombuffer(data, np.float32, count, at).reshape(shape).copy()
    blocks = count // _BLOCK
    if kind == 3:  # Q4_1: a scale, a minimum, then 32 numbers of four bits
        row = np.dtype([("scale", "<f2"), ("least", "<f2"), ("bits", "u1", _BLOCK // 2)])
        packed = np.frombuffer(data, row, blocks, at)
        bits = packed["bits"]
        numbers = np.concatenate((bits & 15, bits >> 4), axis=1).astype(np.float32)
        numbers *= packed["scale"].astype(np.float32)[:, None]
        numbers += packed["least"].astype(np.float32)[:, None]
    elif kind == 8:  # Q8_0: a scale, then 32 numbers of eight bits
        packed = np.frombuffer(
            data, np.dtype([("scale", "<f2"), ("bits", "i1", _BLOCK)]), blocks, at
        )
        numbers = packed["bits"] * packed["scale"].astype(np.float32)[:, None]
    else:
        raise KeyError(f"packing {kind}")
    del packed
    return numbers.reshape(shape)
