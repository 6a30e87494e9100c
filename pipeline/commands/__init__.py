"""The commands of `travaux` beside those of the main path, one module each: options and output, nothing else."""
