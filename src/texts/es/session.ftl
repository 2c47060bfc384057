# What the bot says during a session.

topic-position = Tema { $k } de { $n }
