# Reports that are asked for: moderators', one's own, and summaries.

date = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
    *[12] Dec
} { $year }
session-label = no. { $number } · { $course } · { $date } · { $host }
session-label-open = no. { $number } · { $course } · { $date } · { $host } · under way

button-send = Send it to me directly
button-correct = Correct
button-delete = Delete
button-erase = Delete for good
button-keep = Do not delete
button-others = My other doubts
button-before = Earlier ones
button-after = Next ones

# The report that is posted
report-post = Here is the report of the session on **{ $course }**. The attached files have the whole text with its evidence, and a summary as a picture.
report-too-large = These files do not fit Discord and are not attached: { $formats }.
report-blank-title = Report of the session
report-blank = The session ended before it began: no topic, no check and no doubt was recorded. There is nothing more to tell.

# The channel for reports
reports-deleted = This server's channel for reports does not exist any more. Who manages the server chooses another one with `/configurar canal_informes:`.
reports-access = I cannot post reports in { $place }: I have no access. Who manages the server can give me the permission “View Channel” there, or choose another channel with `/configurar canal_informes:`.
reports-rights = { $n ->
    [0] I cannot post reports in { $place }: I lack some permission. Who manages the server can give it to me, or choose another channel with `/configurar canal_informes:`.
    [one] I cannot post reports in { $place }: I lack the permission { $rights }. Who manages the server can give it to me, or choose another channel with `/configurar canal_informes:`.
    *[other] I cannot post reports in { $place }: I lack the permissions { $rights }. Who manages the server can give them to me, or choose another channel with `/configurar canal_informes:`.
}
direct-copy = The report of the session on **{ $course }** is in the thread, but not in the channel for reports. { $why }

# What moderators ask for
pulls-report = Report for moderators: { $session }.
pulls-recorded = Who looks at which report is recorded.
pulls-posted = I posted the group's report in this channel.
no-moderator = Only moderators can do this (permission “Manage Messages”). You see your own report with `/mi-informe`.
no-such-session = I cannot find that session in this server. Choose one from the list that appears as you type.
no-session-and-range = Choose a session, or a time with `desde`, `hasta` and `curso`; not both at once.
no-public-summary = The summary of several sessions is for moderators alone. To post a report in the channel, choose a `sesion`.
no-summary-format = The summary of several sessions comes as Markdown, CSV or JSON. PDF and picture are those of one session: choose a `sesion`.
no-day = “{ $typed }” is not a date. Write it as 2026-11-01 or 01/11/2026.
no-order-of-days = The date of `hasta` comes before that of `desde`.
no-sessions-in-range = No session was recorded with those dates and that course.

# Each participant's report
mine-post = Your report of session no. { $number } on **{ $course }**. Only you see it. If I got one of your doubts wrong, correct it; if you do not want it to stay, delete it.
mine-none = You do not take part in any session of this server yet. **Join** lets you into one.
mine-not-yours = You did not take part in that session. Choose one from the list that appears as you type.
mine-sent = I sent it to you directly.
mine-not-sent = I could not write to you: your direct messages from this server are closed. Open them in the server's privacy settings, or save the file from here.
mine-no-questions = You have no recorded doubts in this session.
mine-correct = Which of your doubts did I get wrong?
mine-correct-choose = Choose a doubt
mine-correct-one = I noted it under **{ $topic }**, as **{ $kind }**. Choose what is right; the report is made anew.
mine-corrected = Thank you! It is under **{ $topic }** now, as **{ $kind }**. The report is made anew in a moment.
mine-kind-choose = The kind of doubt
mine-topic-choose = The topic
mine-no-topic = No topic
mine-delete = Which of your doubts do you want to delete?
mine-delete-choose = Choose the doubt that you want to delete
mine-delete-one = You are about to delete this doubt with its answers, also in the thread and in the reports. This cannot be undone. If you wrote it in a message of yours, you delete that message yourself.
reply-corrected = Thank you! Noted: the report is made anew in a moment.
reply-deleted = Deleted. It disappears from the thread and from the reports in a moment.
no-not-your-question = That doubt is { $asker }'s: only they can correct or delete it.
no-question-deleted = Whoever asked that doubt deleted it.
doubt-deleted = *Whoever asked this doubt deleted it.*
answer-deleted = *Whoever asked the doubt deleted it, and this answer with it.*

mine-kind-verification = verification (is it so?)
mine-kind-definition = definition (what is it?)
mine-kind-comparison = comparison (which of the two?)
mine-kind-cause = cause (why?)
mine-kind-procedure = procedure (how is it done?)
mine-kind-application = application (when is it used?)
mine-kind-debugging = debugging (what is wrong?)

# What a server sets
settings-reports = Each report is posted in { $place } as well.
settings-reports-nowhere-else = Each report is posted in its session's place and nowhere else.
no-zone = I do not know the time zone “{ $zone }”. Type your city or country and choose one of the list, such as America/Bogota.
no-channel-and-none = Choose a channel for reports or none; not both at once.

# The summary of several sessions
report-summary-title = Summary of several sessions
report-summary-always = All dates
report-summary-since = Since { $from } (time of { $zone })
report-summary-until = Until { $to } (time of { $zone })
report-summary-between = From { $from } to { $to } (time of { $zone })
report-summary-course = Course: { $course }
report-summary-cut = There are more sessions: these are the newest { $most }
report-summary-overview = { $sessions ->
    [one] 1 session was recorded
    *[other] { $sessions } sessions were recorded
}, of which { $completed ->
    [0] none
    *[other] { $completed }
} went through the whole plan{ $running ->
    [0] {""}
    [one] {" "}and 1 is under way
    *[other] {" "}and { $running } are under way
}. { $learners ->
    [0] No participants were recorded.
    [one] 1 person took part.
    *[other] { $learners } people took part.
} { $doubts ->
    [0] No doubts were recorded.
    [one] 1 doubt was recorded; not resolved: { $open }.
    *[other] { $doubts } doubts were recorded; not resolved: { $open }.
}
report-summary-topics = The topics that take longest
report-summary-concepts = The concepts with most doubts
report-summary-open = The doubts that are not resolved
report-summary-nothing = Nothing recorded.
report-summary-more = … and { $count } more in the file.
report-summary-topic = **{ $topic }** ({ $course }): { $actual } min on average, { $planned } planned ({ $sessions ->
    [one] 1 session
    *[other] { $sessions } sessions
})
report-summary-concept = **{ $concept }** ({ $course }): { $doubts ->
    [one] 1 doubt
    *[other] { $doubts } doubts
} in { $sessions ->
    [one] 1 session
    *[other] { $sessions } sessions
}
report-summary-unanswered = { $topic }, session { $session }, { $date }: no answer
report-summary-answered = { $topic }, session { $session }, { $date }: answered, not confirmed
report-summary-no-topic = No topic
