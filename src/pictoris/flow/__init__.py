"""The journey of an order, one verb a file; alone opens the transactions that write.

submit    request → order → hold → job             one transaction
perform   job → input pictures → recipe → artifacts none is open meanwhile
finish    artifacts → settle or release → news      one transaction
cancel    the caller changed their mind             one transaction
announce  news → webhook, with patience
sweep     what has passed its day
"""
