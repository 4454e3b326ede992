"""Donor-education material about voluntary unpaid blood donation, in many languages.

The rooms, in the order in which words walk through them: `sources`, `document`, `typeset`,
`layout`, `export`, `preflight`. `build` is the corridor, `cli` the front door.
"""

__version__ = "0.1.0"
