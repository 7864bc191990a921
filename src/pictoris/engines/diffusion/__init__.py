"""Diffusion models on the operator's own machine, run by diffusers; torch is loaded at the first picture.

families   which pipelines there are, what each can do, and its usual numbers      (light)
flags      what each flag of a prompt does here                                    (light)
options    models, LoRAs and the operator's choices, as the engine takes them      (light)
planning   brief → plan: cells to paint, and how they become pictures again
pictures   pixels before and after: padding, filling, tiles, seams
batching   cells of several callers that fit together become one batch
engine     the port
painting   a batch → pixels; what is done when memory runs out
loading    folders → pipelines, kept while they are used
rendering  one call of a pipeline, step by step
prompts    words and weights → embeddings
previews   latents → a small picture, without the decoder
loras      adapters that a request asks for
wrapping   convolutions whose opposite edges meet
"""
