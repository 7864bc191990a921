"""The HTTP edge: words of a dialect in, words out; what they mean is decided further in.

server       sockets: heads, bodies and connections that do not end
app          routes from tables, and the seven that need no key
endpoint     what every request passes: key (auth), limit (limits), body (body); and errors on the way out
imaginepro/  the dialect
upload, webhook, stream   ours beside it
job_reader, watch         many readers, one question
files, health, docs       what needs no key
openapi, schemas          what is written about all of it
"""
