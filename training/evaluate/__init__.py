"""The examination of the painter: whether it shows what is asked, as the data set does, and more than copies."""
