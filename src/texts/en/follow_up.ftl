# What follows a doubt: who else has it, another explanation, marked answers, and the moderators' list.

button-too = Me too
button-accept = Mark as right
button-unaccept = Take back the mark
button-previous = Previous
button-next = Next
button-export = Export
button-merge = Merge
button-retopic = Correct the topic
button-back = Back to the list

doubt-title-anonymous = Somebody in the group asks
doubt-people = { $n } people have this doubt
doubt-shared = { $author }'s answer to the same doubt
answer-title-moderator = A moderator answers
answer-right = ✅ Right
answer-right-moderator = According to a moderator
answer-right-host = According to who leads the session
told = { $asker }, your doubt has an answer now: { $link }
told-anonymous = The doubt that you asked without your name in the session on **{ $course }** has an answer: { $link }
    Only you see this message.
modal-anonymous-label = Anonymous to the group? Write “yes”
modal-anonymous-placeholder = Moderators do see who asks. Leave it empty to show your name.

open-doubts = Open doubts: { $n }
open-doubts-left = { $n ->
    [one] One doubt was left open
    *[other] { $n } doubts were left open
}
open-doubts-none = In the end no doubt was left open.
open-doubts-more = { $n ->
    [one] and one more
    *[other] and { $n } more
}
open-doubts-anonymous = Somebody in the group
open-doubts-people = { $n } people

reply-asked-shared = { $n ->
    [2] Somebody else has the same doubt: the answer will reach you both.
    *[other] Others have the same doubt: the answer will reach you all.
}
reply-asked-anonymous = The group does not see who asks; moderators do. If somebody answers, I tell you in a direct message, if you take them.
reply-explained = I leave another explanation in the thread. Tell me there whether it made things clear.
reply-joined-doubt = Noted: { $n } people have this doubt. I call you when it is answered.
reply-own-doubt = That doubt is yours already: I call you when it is answered.
reply-marked = Noted: the answer is marked as right. In this server I give it to others who ask the same.
reply-unmarked = I took back the mark: that answer is given to others no longer.
reply-merged = Done: they are one doubt now, which { $n ->
    [one] one person has
    *[other] { $n } people have
}.

no-not-the-anonymous-asker = Only who asked can do that.
no-only-moderators = Only moderators can do that (permission “Manage Messages”).
no-doubt-settled = That doubt is settled already. If yours is similar, ask it with **I have a doubt**.
no-persons-answer = Only answers that a person wrote are marked.

# Note as a doubt
note-done = Noted as a doubt of { $author }. It is in the session's thread.
note-answered = Noted as a doubt of { $author }. The answer is in the session's thread.
note-bot = No person wrote that message, so it cannot be a doubt.
note-no-text = That message has no text to note.
note-no-session = No session is open in this channel in which to note it.
note-not-participant = { $author } does not take part in this channel's session, so there is nobody whose doubt it could be. Ask them to press **Join**.
note-too-long = The message has { $length } characters; a doubt has { $limit } at most.
note-too-many = { $author } has several doubts within the last minute. Try again in { $seconds } s.

# The moderators' list
doubts-title = Doubts: { $n }
doubts-none = There is no such doubt in this server.
doubts-filter = **Filter:** { $filter }
doubts-page = Page { $page } of { $pages } · newest first
doubts-choose = Open a doubt
doubts-state-open = open
doubts-state-answered = answered
doubts-state-resolved = settled
doubts-filter-open = open
doubts-filter-answered = answered
doubts-filter-resolved = settled
doubts-filter-topic = topic { $topic }
doubts-filter-since = since { $day }
doubts-filter-until = until { $day }
doubts-session = session { $session }
doubts-anonymous = anonymous to the group
doubts-no-topic = no topic
doubts-of = Doubt of { $asker }
doubts-when = When
doubts-topic = Topic
doubts-kind = Kind
doubts-state = State
doubts-people = People who have it
doubts-concepts = Concepts
doubts-answer-moderator = A moderator answers
doubts-answer-of = { $author } answers
doubts-answer-course = The course's answer
doubts-answer-right = ✅ marked as right
doubts-more-answers = { $n ->
    [one] and one more answer, in the thread
    *[other] and { $n } more answers, in the thread
}
doubts-link = [See it in the thread]({ $link })
doubts-erased = Whoever asked that doubt erased it.
doubts-merge-ask = Which other doubt of the session is the same? From now on they share their answers.
doubts-merge-choose = Choose the other doubt
doubts-merge-none = That session has no other doubt to merge it with.
doubts-topic-ask = Which topic is the doubt about?
doubts-topic-choose = Choose the topic
doubts-exported = { $n ->
    [one] Here is one doubt, in a table that any spreadsheet opens.
    *[other] Here are { $n } doubts, in a table that any spreadsheet opens.
} They are learners' own words: do not share them outside the server.
doubts-exported-part = There are { $total } doubts, and the file has room for the { $n } newest. Use a filter to export the others.
doubts-bad-date = I do not understand the date “{ $date }”. Write it as 2026-11-29 or 29/11/2026.
doubts-bad-topic = Nobody has asked about “{ $topic }” in this server. Choose a topic from the list that appears while you type.

