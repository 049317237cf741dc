"""How Sphinx builds the documentation: Markdown in, HTML out, every warning an error in CI."""

from __future__ import annotations

from importlib.metadata import version as installed_version

project = "carec_datamodel"
author = "the authors of carec_datamodel"
project_copyright = f"2026, {author}"
release = version = installed_version("carec-datamodel")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
autodoc_typehints = "description"
autodoc_member_order = "bysource"
exclude_patterns = ["_build"]
# Headings down to this level can be linked to.
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"carec_datamodel {release}"
html_show_sourcelink = False
