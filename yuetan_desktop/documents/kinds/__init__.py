"""The kinds of paper, one module each; `KINDS` in the order in which a case needs them."""

from __future__ import annotations

