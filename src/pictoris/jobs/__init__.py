"""Jobs: their states, their lanes, and the durable engine that carries the admitted ones."""
