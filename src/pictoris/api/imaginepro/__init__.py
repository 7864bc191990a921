"""The ImaginePro dialect: its words in, its words out; what they mean is decided further in.

terms      ref, webhookOverride, timeout: what every order may say
orders     one endpoint for each operation
messages   how a job stands
buttons    what may be done to a message
account    credits, history, ban words
prompts    words about words: checked, lengthened
planned    what is documented and not built yet
routes     all of them, in one table
"""
