"""Scripts that write the committed tables of `calculators` from pinned packages of Unicode's data.

They run when Unicode's version is raised, never in a build. `python -m builder.generate.graphemes`
needs node_modules only; `python -m builder.generate.names` fetches one large npm package into
.cache/unicode/ first.
"""
