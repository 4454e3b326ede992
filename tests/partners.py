"""The partners whose whole material the tests build: one or more of each language that there is.

The others come in English only; their brochures and posters are built once, in `test_products.py`.
"""

BUILT = (
    "cambodia",
    "ethiopia",
    "korea",
    "laos",
    "mongolia",
    "myanmar",
    "nepal",
    "tanzania",
    "vietnam",
)
