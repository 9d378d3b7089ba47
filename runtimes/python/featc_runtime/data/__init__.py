"""Pinned data of the runtime: tables as data, each with a loader and a check. Knows no operator."""
