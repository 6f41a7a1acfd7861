"""A small causal language model in numpy: how likely each word is after those before it.

Architecture: Llama (arXiv 2302.13971) as SmolLM2-135M has it. The one thing to know: many
sequences run in one call, and one may begin where another was left (`past`), so alternatives
of one sentence share the work on the words before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from transcript_fix.causal.gguf import Array, read
from transcript_fix.causal.tokens import Tokens

Seen = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Past:
    """What the model keeps of tokens that it has read: keys and values, a pair a layer."""

    keys: tuple[Array, ...]
    values: tuple[Array, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Tokens to read together: `seen[i, j]` is whether token i sees token j, past ones first."""

    tokens: Sequence[int]
    places: Sequence[int]
    seen: Seen
    past: Past | None = None


@dataclass(frozen=True, slots=True)
class _Layer:
    norm: Array
    qkv: Array
    out: Array
    norm2: Array
    up: Array
    down: Array


@dataclass(frozen=True, slots=True)
class Model:
    """The weights, ready for use, and the vocabulary."""

    tokens: Tokens
    words: Array
    layers: tuple[_Layer, ...]
    norm: Array
    heads: int
    pairs: int
    epsilon: float
    turn: Array = field(repr=False)

    def read(self, rows: Sequence[Row], keep: bool = False) -> tuple[Array, tuple[Past, ...]]:
        """Return the last layer's states of all tokens, row after row, and what is to be kept."""
        ids = np.concatenate([np.asarray(r.tokens, np.int64) for r in rows])
        places = np.concatenate([np.asarray(r.places, np.int64) for r in rows])
        ends = np.cumsum([len(r.tokens) for r in rows])
        cuts = [slice(e - len(r.tokens), e) for e, r in zip(ends, rows, strict=True)]
        angles = places[:, None].astype(np.float32) * self.turn
        cos, sin = np.cos(angles)[:, None], np.sin(angles)[:, None]
        kept: list[tuple[list[Array], list[Array]]] = [([], []) for _ in rows]
        x = self.words[ids]
        for index, layer in enumerate(self.layers):
            mixed = self._attended(layer, index, x, rows, cuts, (cos, sin), kept if keep else ())
            x = x + mixed @ layer.out
            gate, up = np.split(self._normed(x, layer.norm2) @ layer.up, 2, axis=1)
            gate /= 1 + np.exp(-gate)
            x = x + (gate * up) @ layer.down
        past = tuple(Past(tuple(k), tuple(v)) for k, v in kept) if keep else ()
        return self._normed(x, self.norm), past

    def logits(self, states: Array) -> Array:
        """Return how much each token of the vocabulary is expected next; not normalised."""
        scores: Array = states @ self.words.T
        return scores

    def _normed(self, x: Array, weight: Array) -> Array:
        scale = 1 / np.sqrt(np.mean(x * x, axis=1, keepdims=True) + self.epsilon)
        normed: Array = x * scale * weight
        return normed

    def _attended(
        self,
        layer: _Layer,
        index: int,
        x: Array,
        rows: Sequence[Row],
        cuts: Sequence[slice],
        turned: tuple[Array, Array],
        kept: Sequence[tuple[list[Array], list[Array]]],
    ) -> Array:
        count, size = len(x), self.turn.size * 2
        made = (self._normed(x, layer.norm) @ layer.qkv).reshape(count, -1, size)
        turning = self.heads + self.pairs
        made[:, :turning] = _turned(made[:, :turning], *turned)
        out = np.empty((count, self.heads, size), np.float32)
        for number, (row, cut) in enumerate(zip(rows, cuts, strict=True)):
            keys, values = made[cut, self.heads : turning], made[cut, turning:]
            if kept:
                kept[number][0].append(keys.copy())
                kept[number][1].append(values.copy())
            if row.past is not None:
                keys = np.concatenate((row.past.keys[index], keys))
                values = np.concatenate((row.past.values[index], values))
            out[cut] = _mixed(made[cut, : self.heads], keys, values, row.seen)
        return out.reshape(count, -1)


def _turned(x: Array, cos: Array, sin: Array) -> Array:
    """Return vectors turned by their places (rotary embedding, neighbours in pairs)."""
    out = np.empty_like(x)
    even, odd = x[..., 0::2], x[..., 1::2]
    out[..., 0::2] = even * cos - odd * sin
    out[..., 1::2] = even * sin + odd * cos
    return out


def _mixed(queries: Array, keys: Array, values: Array, seen: Seen) -> Array:
    """Return attention of (tokens, heads, size) over (tokens, pairs, size) of keys and values."""
    count, heads, size = queries.shape
    pairs = keys.shape[1]
    q = queries.transpose(1, 0, 2).reshape(pairs, heads // pairs * count, size)
    scores: Array = q @ keys.transpose(1, 2, 0) / np.float32(size**0.5)
    scores = scores.reshape(heads, count, -1)
    scores[:, ~seen] = -1e9
    scores -= scores.max(axis=2, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=2, keepdims=True)
    mixed = scores.reshape(pairs, heads // pairs * count, -1) @ values.transpose(1, 0, 2)
    out: Array = mixed.reshape(heads, count, size).transpose(1, 0, 2)
    return out


def load(path: Path) -> Model:
    """Load the model from its GGUF file. Raises ValueError or OSError where that cannot be."""
    file = read(path)
    about, arrays = file.about, file.arrays
    if about.get("general.architecture") != "llama" or about.get("tokenizer.ggml.pre") != "smollm":
        raise ValueError(f"{path.name} holds another kind of model")
    size = int(about["llama.rope.dimension_count"])
    turns = float(about["llama.rope.freq_base"]) ** (-np.arange(0, size, 2) / size)
    return Model(
        tokens=Tokens(about["tokenizer.ggml.tokens"], about["tokenizer.ggml.merges"]),
        words=arrays["token_embd.weight"],
        layers=tuple(_layer(arrays, f"blk.{i}.") for i in range(about["llama.block_count"])),
        norm=arrays["output_norm.weight"],
        heads=int(about["llama.attention.head_count"]),
        pairs=int(about["llama.attention.head_count_kv"]),
        epsilon=float(about["llama.attention.layer_norm_rms_epsilon"]),
        turn=turns.astype(np.float32),
    )


def _layer(arrays: dict[str, Array], name: str) -> _Layer:
    """Return a layer's weights; they leave `arrays`, so that none is in memory twice."""

    def joined(*parts: str) -> Array:
        return np.concatenate([arrays.pop(f"{name}{p}.weight") for p in parts]).T

    return _Layer(
        norm=arrays[name + "attn_norm.weight"],
        qkv=joined("attn_q", "attn_k", "attn_v"),
        out=joined("attn_output"),
        norm2=arrays[name + "ffn_norm.weight"],
        up=joined("ffn_gate", "ffn_up"),
        down=joined("ffn_down"),
    )
