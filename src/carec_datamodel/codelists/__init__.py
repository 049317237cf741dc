"""Code tables that formats and rules share, as data; each file names its source in a remark."""
