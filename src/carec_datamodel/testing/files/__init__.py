"""Files as tests: what the settings of a project name becomes items of pytest.

May be changed here: what is tested of a file, and how a failure reads. Not: what is valid.
Nothing here is imported in a project that names no files. `hooks` is what pytest calls,
`items` are the tests, `sample` is a file with what is known of it.
"""
