"""What words mean, as vectors: the small vendored language network, for whoever runs graphs."""
