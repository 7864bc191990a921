"""Whether `collage` paints what is asked for: 64 prompts, a checker that looks at pixels, and a page about both."""
