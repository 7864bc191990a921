"""What the engine can be asked for, a file each; every one is a function from a job to a picture."""
