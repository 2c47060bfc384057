# What the bot says during a session.

button-join = Join
button-begin = Begin
button-confirm = Got it
button-ask = I have a doubt
button-other = Say it differently
button-settle = It is clear now
button-still = I still have the doubt
button-answer = Answer
button-force = Move on anyway
button-reflect = Final reflection
button-link = I can relate to this
button-hint = Hint
button-solution = Solution
button-solved = I solved it
button-share = Share my solution
button-same = Yes, the same
button-different = No, another one
button-none = Neither of them
button-leave = Leave
button-plan = Choose topics
button-other-topic = Go to another topic
button-resume = Go on

someone = someone

# The announcement and the lobby
announcement = **{ $host }** calls a session on **{ $course }**. Open this message's thread and press **Join**.
plan-topic = **{ $position }.** { $title } · { $minutes } min
plan-total = { $minutes } minutes in all, with pauses to check what was learned
thread-name = { $course } · session { $session }
lobby-title = Lobby
lobby-text = Press **Join** to take part. With **Choose topics** the group adapts its plan. When everybody is there, whoever leads the session presses **Begin**. { $rule }
lobby-title-begun = The session is under way
lobby-text-begun = You can still join: the group will wait for you from the next topic on. { $rule }
lobby-title-closing = The session is closing
lobby-text-closing = The topics are over. You can still join for the final reflection.
lobby-title-ended = The session is over
lobby-text-ended = Thank you for taking part!
lobby-who = Taking part ({ $n })
lobby-host = Leads the session
lobby-nobody = Nobody yet
rule-all = The group moves on when everybody has confirmed.
rule-majority = The group moves on when more than half have confirmed.
rule-host = The group moves on when whoever leads the session decides.

# The group's plan
plan-editor = **The session's plan.** The first menu chooses the topics; the second moves a topic up by one place. Any participant can change the plan until the session begins.
plan-choose = Choose the topics
plan-move = Move a topic up by one place
knowledge-ask = What of this do you know already? With your answer I show the connections that help you.
knowledge-choose = Choose what you know already
knowledge-nothing = None of this yet
other-topic-ask = To which topic does the group go? If you go back to an earlier one, you continue afterwards where you were.
other-topic-choose = Choose a topic
other-topic-seen = You have seen it
other-topic-new = You have not seen it yet
other-topic-none = The plan has no other topics.

# The topics
topic-position = Topic { $k } of { $n }
topic-objectives = **Afterwards you will be able to:**
example-heading = Example: { $file }
connection-heading = Connection with { $domain }
connection-offer = For those who know it already ({ $names }): if you see the connection, press **I can relate to this**.
exercise-heading = Exercise
exercise-hint = **Hint: { $topic }**
exercise-solution = **Solution: { $topic }**
solution-shared = **{ $author }** shares a solution of **{ $topic }**:
modal-solution-title = Share my solution
modal-solution-label = Your solution
modal-solution-placeholder = Paste your code. It is posted in the thread with your name.
alternative-heading = In other words: { $topic }

# The pause
panel-title = Pause: { $topic }
panel-title-again = Back at: { $topic }
panel-title-closed = Topic done: { $topic }
panel-text-all = When it is clear to you, press **Got it** and answer a few short questions in private. The group moves on when everybody has confirmed.
panel-text-majority = When it is clear to you, press **Got it** and answer a few short questions in private. The group moves on when more than half have confirmed.
panel-text-host = When it is clear to you, press **Got it** and answer a few short questions in private. The group moves on when whoever leads the session decides.
panel-text-closed = The group has moved on to another topic. If something here is left to do, the buttons still work.
panel-text-ended = The session is over.
panel-confirmed = Confirmed ({ $k } of { $n })
panel-nobody = Nobody yet

# Waiting and time
reminder-topic = { $n ->
    [one] { $people }, the group is waiting for you to confirm **{ $topic }**. Press **Got it**; if something is not clear, **Say it differently** or **I have a doubt**.
    *[other] { $people }: the group is waiting for you all to confirm **{ $topic }**. Press **Got it**; if something is not clear, **Say it differently** or **I have a doubt**.
}
reminder-closing = { $n ->
    [one] { $people }, only your **Final reflection** is missing.
    *[other] { $people }: only you are missing. Press **Final reflection**.
}
paused-title = Session paused
paused-by-people = The group does not move on during the pause; what you answer or ask is kept. Whoever leads the session, or a moderator, goes on with **Go on** or `/continuar`.
paused-by-inactivity = Nobody took part for two hours, so the session rests. It goes on as soon as somebody presses **Go on** or any other button. If nobody comes back within seven days, it ends with its report.
paused-over-title = The pause is over
paused-over = The session goes on.
new-host = { $begun ->
    [yes] { $host }, you lead the session now: **Move on anyway** takes the group to the next topic, and you can use `/pausar` and `/terminar`.
    *[no] { $host }, you lead the session now: when everybody is there, press **Begin**.
}

# The check
check-heading = Question { $k } of { $n }
check-right = ✅ **Right.** { $feedback }
check-wrong = ❌ **Not yet.** { $feedback } Try again.
confidence-ask = Check complete! How sure are you of **{ $topic }**? Choose from **1** (not at all) to **5** (very).

# Doubts
doubt-title = { $asker } asks
doubt-open = No answer yet. If you can help, press “Answer”.
doubt-answered = Did the answer help? Only who asked can settle the doubt.
doubt-closed = Settled
doubt-prepared = Answer
doubt-source = From the course { $course }, topic “{ $topic }”
doubt-tutor = Answer made by a model; it may be wrong
doubt-tutor-source = Rests on the course { $course }, topic “{ $topic }”: { $part }
tutor-part-explanation = the explanation
tutor-part-example = the example { $file }
tutor-part-alternative = another explanation
tutor-part-doubt = the frequent doubt “{ $question }”
tutor-link-removed = (link removed)
doubt-source-accepted = Accepted on this server before
doubt-near = { $asker }, two answers look like your doubt. Is it one of these?
answer-title = { $author } answers
answer-footer = To the doubt: { $doubt }
answer-call = { $n ->
    [0] There is an answer.
    [one] { $people }, you have an answer.
    *[other] { $people }: you have an answer.
}
modal-doubt-title = I have a doubt
modal-doubt-label = What is your doubt?
modal-doubt-placeholder = In your own words. If something fails, say what you did and what happened.
modal-answer-title = Answer the doubt
modal-answer-label = Your answer
modal-answer-placeholder = Explain it the way you would have liked to read it.
repeat-ask = It looks like a doubt that you asked before. Is it the same doubt?

# The closing
closing-heading = To close: let us compare
reflection-title = Final reflection
reflection-text = Press **Final reflection** and tell what it connects with and where you would use it. When everybody has answered, I post the session's report.
reflection-text-later = The group went back to a topic. The final reflection comes afterwards.
reflection-who = Answered ({ $k } of { $n })

# Private answers
reply-opened = The session is open: see the message that I post in this channel.
reply-joined = You are in! The session begins when whoever leads it presses **Begin**.
reply-joined-late = You are in! Catch up with the current topic; the group will wait for you from the next one on.
reply-joined-closing = You are in! The group is at the closing: press **Final reflection** and tell your part.
reply-joined-already = You are already in this session.
reply-left = You left the session. What you did is kept; with **Join** you can come back.
reply-knowledge = Thank you! Noted.
reply-paused = The session is paused. `/continuar` goes on with it.
reply-resumed = The session goes on.
reply-not-paused = The session is not paused.
reply-begun = Here we go!
reply-confirmed-already = You have confirmed this topic. Well done!
reply-rated = Noted: { $value } of 5. Thank you!
reply-alternative = I am posting another explanation in the thread.
reply-alternative-already = That explanation is in the thread already. For yet another one, press the panel's button again.
reply-alternative-none = There are no more prepared explanations. Press **I have a doubt** and say which part is not clear.
reply-link = Noted: you relate it to { $domain }.
reply-asked-answered = Your doubt is recorded. The answer is in the thread: tell me there whether it is clear now.
reply-asked-open = Your doubt is recorded and in the thread, for the group or the moderators to answer.
reply-asked-near = Your doubt is noted. Two answers look like it: choose the one that is your doubt. If neither is, it stays open for the group.
reply-chosen = The answer is in the thread, under your doubt: tell me there whether it is clear now.
reply-repeat = Thank you, noted.
reply-answered = Thank you! Your answer is in the thread.
reply-settled = Great! The doubt is settled.
reply-still = All right: the doubt stays open for the group.
reply-solved = Well done! Noted: you solved the exercise of **{ $topic }**. To show it, press **Share my solution**.
reply-shared = Thank you! Your solution is in the thread.
reply-advanced = The group moves on.
reply-went-to = The group goes to **{ $topic }**.
reply-reflected = Thank you for your reflection!
reply-ended = The session is over. I will post the report in a moment.
reply-nothing = That was done already.

# The status
status-paused = **Paused:** `/continuar` goes on.
status-lobby = **Status:** in the lobby.
status-topic = **Status:** topic { $k } of { $n }, { $title }.
status-closing = **Status:** closing, with the final reflection.
status-ended = **Status:** over.
status-people = { $n ->
    [0] **Taking part:** nobody yet.
    *[other] **Taking part ({ $n }):** { $names }.
}
status-confirmed = { $k ->
    [0] **Confirmed this topic (0 of { $n }):** nobody yet.
    *[other] **Confirmed this topic ({ $k } of { $n }):** { $names }.
}
status-silent = **No longer waited for:** { $names }. When they come back, the group waits for them again. (Only the host and moderators see this.)
status-pending = **Still missing:** { $names }. (Only the host and moderators see this.)
status-doubts = { $n ->
    [0] **Doubts:** none recorded.
    [one] **Doubts:** 1 recorded; open: { $open }.
    *[other] **Doubts:** { $n } recorded; open: { $open }.
}

# Why not
no-session = There is no open session in this channel. You can call one with `/empezar`.
no-session-of-button = This button is from a session that is not on this server. Use the latest messages or type `/ayuda`.
no-session-over = This session is over. You can call another one with `/empezar`.
no-not-begun = The session has not begun: somebody has to press **Begin**.
no-already-begun = The session has begun already.
no-not-participant = To take part, press **Join** in the lobby first.
no-not-authorised = Only whoever leads the session, or a moderator, can do this.
no-nobody-joined = Nobody has joined yet. Press **Join** and then **Begin**.
no-topic-not-started = The group has not reached that topic yet.
no-unknown = That is not in this session.
no-empty-text = The text is empty. Write something and send it again.
no-text-too-long = Your text has { $length } characters and { $limit } fit. Shorten it, or send it in two parts.
no-not-the-asker = Only { $asker } can say whether the doubt is settled.
no-not-confirmed = Complete the check with **Got it** first.
no-not-closing = The final reflection comes after the last topic.
no-paused = The session is paused. Whoever leads it, or a moderator, goes on with `/continuar`.
no-nobody-to-lead = You lead the session and there is nobody to leave it to. Wait for somebody to join, or end it with `/terminar`.
no-empty-plan = The plan needs at least one topic.
no-too-many-doubts = You have asked several doubts within a minute: wait { $seconds } s and send this one again. So each gets its answer.
no-text-back = So that you do not lose it, here is your text:
no-manage-guild = Only who administers the server can do this (permission “Manage Server”).
no-short-wait = First comes the reminder, then the end of the wait: { $wait } minutes are not enough with a reminder after { $remind }. Choose a longer wait.
no-course = I do not know the course “{ $course }”. Type `/empezar` and choose one from the list.
no-channel-busy = There is an open session in this channel already. Join it, or end it with `/terminar` before you start another one.
no-crowded = Many people are pressing at once and I could not note yours. Try again in a moment.
no-unknown-component = This button is from an earlier version and no longer works. Use the latest messages or type `/ayuda`.
no-guild = This works in servers only.
no-argument = I did not understand what you typed. Check the command's options and try again.
no-database = I cannot save anything right now. Try again in a while: nothing of what was saved is lost.
no-slow = I took too long and do not know whether it was recorded. Try again in a moment: if it was, it is not recorded twice.
no-bot-rights = I lack permissions in this channel to hold a session: { $rights }. Ask the server's administrators to grant them.
right-view = View Channel
right-send = Send Messages
right-send-in-threads = Send Messages in Threads
right-embed = Embed Links
right-attach = Attach Files
right-history = Read Message History
incident = Something went wrong on my side: incident { $code }. Try again; if it happens again, tell the moderators this code.

help = **How a session works**
    1. Somebody types `/empezar` and chooses a course. A thread opens: press **Join** there.
    2. Each topic brings an explanation, an example and an exercise, and ends in a pause. Only you see the exercise's hint and solution; **Share my solution** posts your own.
    3. At the pause, press **Got it** and answer a few short questions that only you see. If it is not clear, press **Say it differently** or **I have a doubt**. You can also ask with a message in the thread: mention me, or reply to a message of mine.
    4. If you have the doubt that somebody else asked, press **Me too**: I call you when it is answered. Only who asked says **It is clear now** or **I still have the doubt**.
    5. The group moves on together. At the end there is a reflection and a report.
    6. Who falls silent is reminded, and after a while the group goes on. Who comes back takes it up anywhere: earlier buttons still work.

    The commands: `/cursos ver` shows the courses · `/empezar` calls a session · `/duda` asks something, with your name or without it for the group · `/estado` says where it stands · `/salir` takes you out of the group · `/continuar` goes on with a paused session · `/mi-informe` gives you your own report, where you correct or delete your doubts.
    For whoever leads the session and moderators: `/pausar` · `/terminar`, which ends it with its report. For moderators: `/informe` · `/dudas`, with all doubts of the server · in a message's menu, **Note as a doubt**. For who administers the server: `/configurar`, and `/cursos subir` and `/cursos retirar`.
    Your doubts, your reflections and the solutions that you share are kept for the report; nobody sees your answers to the checks.

# What a server sets
settings = **How this server's sessions go** (open ones go on as they began):
    - { $rule }
    - Who has done nothing for { $remind } min is reminded that the group waits.
    - After { $wait } min the group waits for that person no longer, until they come back.
    - { $reports }
    - Reports tell times as in { $zone }.
settings-rule-course = The group moves on as each course says.

# Doubts in messages that mention the bot (mentions)
mention-not-participant = I did not record your doubt because you do not take part in this session yet. Press **Join** in the lobby and mention me with it again.
mention-too-long = I did not record your doubt: it has { $length } characters and { $limit } fit. Shorten it, or send it in two messages, and mention me again.
mention-elsewhere = The session goes on in { $thread }. Mention me there with your doubt, or ask it here with `/duda`.
mention-no-doubt = I read your message and saw no doubt in it, so I noted nothing. If you have one, mention me and write it in your own words: what you do not understand, or what you did and what happened.

# When Discord lets nothing be posted
moved = { $why } The session goes on here in the channel, from where it was, and nothing that was recorded is lost. From now on its buttons and commands are used here.
moved-ended = { $why } So the report comes here.
left-deleted = This session's thread no longer exists.
left-locked = This session's thread is locked and I cannot post there.
left-archived = This session's thread is archived and I cannot open it again.
left-access = I no longer have access to this session's thread.
left-rights = { $n ->
    [0] I am not allowed to post in this session's thread.
    [one] In this session's thread I lack the permission { $rights }.
    *[other] In this session's thread I lack these permissions: { $rights }.
}
trouble-rights = { $n ->
    [0] ⚠️ I cannot post in { $place }: I lack a permission. The server's administrators can grant it; then write `/continuar`.
    [one] ⚠️ I cannot post in { $place }: I lack the permission { $rights }. The server's administrators can grant it; then write `/continuar`.
    *[other] ⚠️ I cannot post in { $place }: I lack the permissions { $rights }. The server's administrators can grant them; then write `/continuar`.
}
trouble-access = ⚠️ I cannot post in { $place }: I have no access. The server's administrators can grant me the permission «View Channel»; then write `/continuar`.
trouble-locked = ⚠️ I cannot post in { $place }: the thread is locked. Moderators can unlock it; then write `/continuar`.
trouble-archived = ⚠️ I cannot post in { $place }: the thread is archived and I cannot open it again. Moderators can; then write `/continuar`.
trouble-deleted = ⚠️ This session's channel no longer exists.
trouble-mended = I have the permissions that I lacked in { $place }: write `/continuar` and I post what is owed.
trouble-moved = This session goes on in { $place }.
direct-paused = The session on **{ $course }** is paused. Nothing that was recorded is lost.
    { $why }
direct-report = The session on **{ $course }** is over and I cannot post its report in { $place }. Here it is.
direct-deleted = The channel of the session on **{ $course }** no longer exists, so the session is over. Here is its report. With `/empezar` you can call another session in another channel.
