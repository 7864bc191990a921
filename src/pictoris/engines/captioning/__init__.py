"""Vision-language models on the operator's own machine, run by transformers; torch is loaded at the first picture.

asks      what each family is asked, four times, from short to long   (light)
engine    the port
speaking  folders → models, pictures → sentences
"""
