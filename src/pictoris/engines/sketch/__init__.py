"""A small painter of our own: a network that dreams pictures from words, 128 pixels wide, and enlarges them."""
