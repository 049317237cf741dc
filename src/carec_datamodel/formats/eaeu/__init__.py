"""Documents of the Eurasian Economic Union: the album of formats and the documents of the Commission."""
