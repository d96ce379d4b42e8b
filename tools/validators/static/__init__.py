"""Static level: checks of files as they lie, in process. Each module that offers ``VALIDATOR`` takes part."""
