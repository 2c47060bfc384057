# What the bot says during a session.

topic-position = Topic { $k } of { $n }
