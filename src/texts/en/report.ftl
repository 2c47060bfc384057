# The report. See the Spanish file for how its sentences are put together.

## The document

report-title = Session report: { $course }
report-title-unnamed = Session report
report-heading-1 = Structure of the conversation
report-heading-2 = Clarity and depth
report-heading-3 = Learning patterns
report-heading-4 = Application and reflection
report-heading-5 = Further observations
report-fact-course = Course
report-fact-date = Date
report-fact-duration = Duration
report-fact-participants = Participants
report-date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
report-date-time = { $date }, { $time }
report-day-time = { $day }/{ $month } { $time }
report-within-a-day = { $date }, { $from } to { $to } ({ $zone })
report-over-days = { $from } to { $to } ({ $zone })
report-without-end = from { $from } ({ $zone }); no end was recorded
report-duration-with-breaks = { $duration }, without the interruptions
report-participants-named = { $count } ({ $names })
report-participants-you = { $count ->
    [0] { $name }
    [one] { $name } and one more person
   *[other] { $name } and { $count } more people
}
report-and-more = { $list } and { $count } more
report-evidence = Evidence
report-evidence-note = Each number in brackets points to the session's records on which the sentence rests. Of what other people did it is only told what it was, not who did it nor when.
report-evidence-note-whole = Each number in brackets points to the session's records on which the sentence rests.
report-evidence-item = Statement { $id }: { $count ->
    [one] record { $events }
   *[other] records { $events }
}{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
report-evidence-events = Records cited
report-evidence-number = No.
report-evidence-when = Time
report-evidence-what = What happened
report-evidence-more = { $count ->
    [one] One more row is left out of this list; the JSON report cites every record.
   *[other] { $count } more rows are left out of this list; the JSON report cites every record.
}
report-rules = Version of the rules: { $version }

## Sections with nothing to show

report-empty-section = Nothing was recorded for this section in this session.
report-empty-section-channel = What was recorded for this section is about each participant and appears only in their own report.
report-empty-section-learner = Nothing of your own was recorded for this section in this session.

## Links between sentences

report-participant = the participant
report-again = they
report-about = for { $name }, { $text }
report-link-also = besides, { $text }
report-link-likewise = likewise, { $text }
report-link-contrast = however, { $text }
report-link-aside = at the same time, { $text }

## 1 Structure of the conversation

report-1-1-positive = the conversation moved step by step: the { $treated } topics came in the order of the plan ({ $topics }).
report-1-1-mixed = the topics that were treated followed the order of the plan ({ $topics }), though not all were reached.
report-1-1-negative = the conversation departed from the order of the plan: { $inversions }.
report-inversion = “{ $first }” came before “{ $second }”
report-1-1-insufficient = { $treated ->
    [0] no topic of the plan was recorded as started, so there is no order to speak of.
   *[other] a single topic was treated ({ $topics }), so there is no order to speak of.
}

report-1-2-positive = { $planned ->
    [one] the one planned topic was treated, to the close of the session.
   *[other] the whole plan was gone through, to the close of the session.
}
report-1-2-mixed = { $treated } of the plan’s { $planned } topics were treated; no start was recorded of { $missing }.
report-1-2-mixed-unfinished = { $planned ->
    [one] the one planned topic was treated
   *[other] all { $planned } topics of the plan were gone through
}, but the session is not recorded as completed.
report-1-2-mixed-none = { $planned ->
    [one] no start was recorded of the one planned topic.
   *[other] no start was recorded of any of the plan’s { $planned } topics.
}

report-1-3-positive = { $due ->
    [one] the planned pause to check understanding was held.
   *[other] all { $due } planned pauses to check understanding were held.
}
report-1-3-mixed = { $held } of the { $due } planned pauses to check understanding { $held ->
    [one] was
   *[other] were
} held; none was recorded in { $missed }.
report-1-3-negative = { $due ->
    [one] the planned pause to check understanding was not recorded.
   *[other] none of the { $due } planned pauses to check understanding was recorded.
}
report-1-3-insufficient = the plan had no pauses to check understanding.
report-1-3-insufficient-not-due = no topic with a planned pause was recorded as started.

report-1-4-positive = { $advances ->
    [one] the one advance came
   *[other] each of the { $advances } advances came
} after an express confirmation that the topic before was clear.
report-1-4-positive-group = { $advances ->
    [one] the one advance came
   *[other] each of the { $advances } advances came
} after the whole group had confirmed that the topic before was clear.
report-1-4-negative = { $advances ->
    [one] in the one advance
   *[other] { $unconfirmed ->
        [one] in one
       *[other] in { $unconfirmed }
    } of the { $advances } advances
} no earlier confirmation is recorded that the topic was clear (on leaving { $topics }){ $forced ->
    [0] .
    [one] ; one was decided with “Avanzar igualmente”.
   *[other] ; { $forced } were decided with “Avanzar igualmente”.
}
report-1-4-negative-group = { $advances ->
    [one] in the one advance
   *[other] { $unconfirmed ->
        [one] in one
       *[other] in { $unconfirmed }
    } of the { $advances } advances
} it is not recorded that the whole group had confirmed that the topic was clear (on leaving { $topics }){ $forced ->
    [0] .
    [one] ; one was decided with “Avanzar igualmente”.
   *[other] ; { $forced } were decided with “Avanzar igualmente”.
}
report-1-4-negative-pending = the confirmation was pending of { $pending }.
report-pending = { $people } on leaving “{ $topic }”

report-1-5-positive = { $on_topic } of the { $questions } questions were about the current topic, so the thread held.
report-1-5-positive-all = all { $questions } questions were about the current topic, so the thread held.
report-1-5-insufficient = { $questions ->
    [0] no questions were recorded by which to tell whether the thread held.
    [one] with a single recorded question it is too early to tell whether the thread held.
   *[other] with { $questions } recorded questions it is too early to tell whether the thread held.
}
report-1-5-insufficient-scattered = { $on_topic } of the { $questions } questions were about the current topic, which is not enough to speak of a continuous thread.

report-1-6-positive = { $measured ->
    [one] the time spent on the topic was as planned.
   *[other] the time spent on the topics was as planned.
}
report-1-6-mixed-faster = { $outside ->
    [one] one
   *[other] { $outside }
} of the { $measured } topics went faster than planned: { $pace }.
report-1-6-mixed-slower = { $outside ->
    [one] one
   *[other] { $outside }
} of the { $measured } topics went more slowly than planned: { $pace }.
report-1-6-mixed-uneven = the pace departed from the plan in { $outside ->
    [one] one
   *[other] { $outside }
} of the { $measured } topics: { $pace }.
report-1-6-negative-faster = { $measured ->
    [one] the pace was faster than planned: { $pace }.
   *[other] all { $measured } topics went faster than planned: { $pace }.
}
report-1-6-negative-slower = { $measured ->
    [one] the pace was slower than planned: { $pace }.
   *[other] all { $measured } topics went more slowly than planned: { $pace }.
}
report-1-6-negative-uneven = the pace departed from the plan in all { $measured } topics: { $pace }.
report-pace = { $topic } ({ $actual } of { $planned } min)

report-1-7-positive-course = the outline of topics was the course’s own.
report-1-7-positive-learner = the outline of topics was proposed by the participant.
report-1-7-positive-convener = the outline of topics was proposed by whoever called the session.
report-1-7-positive-group = the outline of topics was proposed by the group.
report-1-7-positive-moderator = the outline of topics was proposed by the moderators.

## 2 Clarity and depth

report-2-1-positive = the session went deepest { $peaks }.
report-peak = into { $concept } ({ $questions ->
    [one] one question
   *[other] { $questions } questions
}{ $shown ->
    [0] {""}
    [one] {" "}and one example or explanation
   *[other] {" "}and { $shown } examples or explanations
})
report-2-1-negative = among the { $questions } recorded questions no concept stood out as treated in more depth than the rest.
report-2-1-insufficient = { $questions ->
    [0] no questions were recorded, so it cannot be said which concepts were treated in depth.
    [one] a single question was recorded, too little to say which concepts were treated in depth.
   *[other] only { $questions } questions were recorded, too few to say which concepts were treated in depth.
}

report-2-2-positive = { $started ->
    [one] the topic treated had concrete examples.
   *[other] all { $started } topics treated had concrete examples.
}
report-2-2-mixed = { $with_example } of the { $started } topics treated had concrete examples; none was recorded in { $without }.
report-2-2-negative = { $started ->
    [one] no example was recorded in the topic treated.
   *[other] no example was recorded in the { $started } topics treated.
}

report-2-3-positive = { $doubts ->
    [one] the one recorded doubt was cleared on the spot: it was answered within five minutes and whoever raised it called it resolved within the same topic.
   *[other] the { $doubts } recorded doubts were cleared on the spot: they were answered within five minutes and whoever raised each one called it resolved within the same topic.
}
report-2-3-mixed = { $cleared } of the { $doubts } recorded doubts { $cleared ->
    [one] was
   *[other] were
} cleared on the spot; of the rest this is not recorded.
report-2-3-negative = { $cleared ->
    [0] { $doubts ->
        [one] the one recorded doubt is not recorded as cleared on the spot.
       *[other] none of the { $doubts } recorded doubts is recorded as cleared on the spot.
    }
   *[other] only { $cleared } of the { $doubts } recorded doubts { $cleared ->
        [one] is
       *[other] are
    } recorded as cleared on the spot.
}
report-2-3-negative-open = { $open ->
    [one] one doubt is
   *[other] { $open } doubts are
} still open, about { $concepts }.
report-2-3-negative-open-unnamed = { $open ->
    [one] one doubt is
   *[other] { $open } doubts are
} still open.
report-2-3-insufficient = no doubt was recorded that needed clearing.

report-2-4-positive = the median time to an answer was { $median }, over { $answered } questions.
report-2-4-insufficient = { $answered ->
    [one] the one recorded answer came in { $times }.
   *[other] the { $answered } recorded answers came in { $times }.
}

report-2-5-positive-group = of the group, { $concepts } showed consolidated mastery.
report-at-least = at least { $learners } participants in { $concept }
report-2-5-positive = { $repeated ->
    [0] by first, unaided tries, { $who }showed consolidated mastery of { $consolidated }; the percentages are the 80% interval.
   *[other] { $who }showed consolidated mastery of { $consolidated }.
}
report-2-5-negative = { $repeated ->
    [0] by first, unaided tries, { $who }had still in development { $developing }; the percentages are the 80% interval.
   *[other] { $who }had still in development { $developing }.
}
report-2-5-insufficient = { $who }got right { $early }; it is too early to speak of consolidated concepts.
report-2-5-developing = Still in development: { $concepts }.
report-2-5-early = It is too early to judge other concepts: right were { $concepts }.
report-2-5-unchecked = Not checked: { $concepts }.
report-mastery = { $concept } ({ $right } of { $asked }; { $low }–{ $high }%)
report-early = { $right } of { $asked } on { $concept }

report-2-6-positive = { $questions ->
    [one] a single question was recorded, { $kinds }.
   *[other] by kind, the { $questions } questions divide as follows: { $kinds }.
}
report-kind-percent = { $kind } ({ $percent }%)
report-number = { $count ->
    [1] one
    [2] two
    [3] three
    [4] four
    [5] five
    [6] six
    [7] seven
    [8] eight
    [9] nine
   *[other] { $count }
}
report-kind-verification = { report-number } of verification
report-kind-definition = { report-number } of definition
report-kind-comparison = { report-number } of comparison
report-kind-cause = { report-number } about causes
report-kind-procedure = { report-number } about procedures
report-kind-application = { report-number } of application
report-kind-debugging = { report-number } of debugging

## 3 Patterns of learning

report-3-1-positive = { $concepts ->
    [one] one concept needed
   *[other] { $concepts } concepts needed
} further clarification: { $unclear }.
report-unclear = { $concept } ({ $questions ->
    [one] one question
   *[other] { $questions } questions
}{ $repeats ->
    [0] {""}
    [one] , one of them repeated
   *[other] , { $repeats } of them repeated
})
report-unclear-aspects = { $concept } ({ $questions ->
    [one] one question
   *[other] { $questions } questions
} about { $aspects }{ $repeats ->
    [0] {""}
    [one] , one of them repeated
   *[other] , { $repeats } of them repeated
})
report-3-1-negative = among the { $questions } recorded questions no concept was found that needed more clarification than the others.
report-3-1-insufficient = { $questions ->
    [0] no questions were recorded that would tell which concepts needed more clarification.
    [one] a single recorded question does not tell which concepts needed more clarification.
   *[other] { $questions } recorded questions do not tell which concepts needed more clarification.
}

report-3-2-positive = that the questions covered different aspects suggests an interest in the operating details.

report-3-3-positive = no repeated doubts were found among the { $questions } recorded questions.
report-3-3-negative-named = { $repeats ->
    [one] one doubt came back during the session, about { $concepts }.
   *[other] { $repeats } doubts came back during the session, about { $concepts }.
}
report-3-3-negative-unnamed = { $repeats ->
    [one] one doubt came back during the session.
   *[other] { $repeats } doubts came back during the session.
}
report-3-3-insufficient = { $questions ->
    [0] as no questions were recorded, it cannot be said either whether a doubt came back.
    [one] with a single recorded question it cannot be said whether a doubt came back.
   *[other] with { $questions } recorded questions it cannot be said whether a doubt came back.
}
report-3-3-insufficient-unconfirmed = among the { $questions } recorded questions there { $unconfirmed ->
    [one] is one match that its asker has not confirmed
   *[other] are { $unconfirmed } matches that their askers have not confirmed
}, so it cannot be said whether a doubt came back.

report-3-4-positive = that no doubt came back, that all were cleared on the spot and that each advance was confirmed suggests good progress.

report-3-5-positive = { $who }asked to go on only after verifying that the topic was clear, all { $asked } times.
report-3-5-negative = of the { $asked } times that { $who }asked to go on, in { $unverified } no earlier confirmation is recorded that the topic was clear.
report-3-5-insufficient = { $who }asked to go on { $asked ->
    [one] once
   *[other] { $asked } times
}, after confirming that the topic was clear; it is too early to speak of a pattern.

report-3-6-positive-fitting = the confidence that { $who }stated before the checks fitted the right answers ({ $concepts } concepts).
report-3-6-negative-over = the confidence that { $who }stated before the checks lay above the right answers ({ $concepts } concepts).
report-3-6-negative-under = the confidence that { $who }stated before the checks lay below the right answers ({ $concepts } concepts).
report-3-6-mixed-unclear = the confidence that { $who }stated before the checks had no clear relation to the right answers ({ $concepts } concepts).
report-3-6-insufficient-after = the ratings of confidence were given after the checks, so they do not tell whether they fitted the right answers.
report-3-6-insufficient-after-together = the confidence ratings of { $people } came after the checks, so they do not tell whether confidence matched the right answers.
report-3-6-insufficient-few = { $concepts ->
    [0] no concept has both an earlier rating of confidence and its check yet;
    [one] only one concept has both an earlier rating of confidence and its check;
   *[other] only { $concepts } concepts have both an earlier rating of confidence and their check;
} { $needed } are needed to tell whether confidence fitted the right answers.

## 4 Application and reflection

report-4-1-positive = { $who }linked what was new to prior knowledge of { $links }.
report-4-2-positive = { $who }related the topics to notions of { $links }.
report-link = { $domain }
report-link-terms = { $domain } ({ $terms })
report-4-3-positive = { $who }mentioned { $projects ->
    [one] a project of their own
   *[other] projects of their own { $projects } times
} in which to apply what was learnt.
report-4-3-negative = in what { $who }contributed, no applications or projects of their own were recorded.
report-4-3-negative-together = in what { $people } contributed no applications or projects of their own were recorded.
report-4-4-positive = there was a practical orientation: { $files } { $prepared ->
    [one] was
   *[other] were
} prepared{ $executed ->
    [0] ; running it is not recorded.
   *[other] .
}
report-4-4-executed = { $count ->
    [one] { $files } was run.
   *[other] { $files } were run.
}
report-4-4-positive-own = { $who }showed a practical orientation and prepared { $files }{ $executed ->
    [0] ; running it is not recorded.
   *[other] .
}
report-4-4-executed-own = { $count ->
    [one] It was run: { $files }.
   *[other] They were run: { $files }.
}
report-artifact-example = the example file { $name }
report-artifact-example-features = the example file { $name }, which shows { $features },
report-artifact-file = the file { $name }
report-artifact-file-features = the file { $name }, which shows { $features },
report-4-5-positive = { $who }submitted { $offered ->
    [one] the exercise offered
   *[other] the { $offered } exercises offered
}{ $passed ->
    [0] .
   *[other] ; { $passed } passed.
}
report-4-5-mixed = of the { $offered } exercises offered, { $who }submitted { $submitted ->
    [one] one{ $passed ->
        [0] .
       *[other] {" "}and passed it.
    }
   *[other] { $submitted }{ $passed ->
        [0] .
       *[other] {" "}and passed { $passed }.
    }
}
report-4-5-negative = { $offered ->
    [one] no submission was recorded of the exercise offered.
   *[other] no submission was recorded of the { $offered } exercises offered.
}
report-4-5-negative-together = { $offered ->
    [one] no submission of the exercise offered was recorded from { $people }.
   *[other] no submission of the { $offered } exercises offered was recorded from { $people }.
}
report-4-6-positive = in the final reflection, { $who }compared { $compared }.
report-4-6-mixed = { $who }answered the final reflection, in which no comparison of models was recorded.
report-4-6-negative = no answer to the final reflection was recorded.
report-4-6-negative-together = no answer of { $people } to the final reflection was recorded.

## 5 Further observations

report-5-1-positive = in this session { $who }worked in a structured way: a plan of their own, its { $topics } topics in order, each confirmed before going on.
report-5-2-positive = { $who }worked with commitment throughout this session, answering { $answered } of the { $shown } prompts received.
report-5-2-positive-all = { $who }worked with commitment throughout this session, answering all { $shown } prompts received.
report-5-2-positive-all-together = { $people } worked with commitment throughout the session: each answered all { $shown } prompts received.
report-5-3-positive = { $who }kept up a constant self-assessment, rating their confidence in { $rated } of the { $topics } topics of this session.
report-5-3-positive-all = { $who }kept up a constant self-assessment, rating their confidence in all { $topics } topics of this session.
report-5-3-positive-all-together = { $people } kept up a constant self-assessment: they rated their confidence in all { $topics } topics of this session.
report-5-3-mixed = { $who }rated their confidence in { $rated } of the { $topics } topics of this session.
report-5-3-negative = in the { $topics } topics of this session no rating of their own confidence was recorded.
report-5-3-negative-together = in the { $topics } topics of this session no rating of their own confidence by { $people } was recorded.
report-5-3-insufficient = { $topics ->
    [one] with a single topic
   *[other] with { $topics } topics
} it is too early to speak of a constant self-assessment.
report-5-3-insufficient-together = { $topics ->
    [one] with a single topic
   *[other] with { $topics } topics
} it is too early to speak of constant self-assessment by { $people }.
report-5-4-positive-questions = { $who }sought confirmation in this session with { $self_checks } questions that checked an idea of their own.
report-5-4-positive-advances = { $who }sought confirmation, in this session, before each advance asked for.
report-5-5-suggest = for the next sessions it would help to close each topic with a short exercise to practise on one’s own, which consolidates what was learnt: in this one no submission was recorded.
report-5-5-continue = it is worth keeping the short exercises at the end of each topic: in this session { $times ->
    [one] one submission was recorded.
   *[other] { $times } submissions were recorded.
}
report-5-6-suggest = it would be useful to compare the models of concurrency (threads, processes and async) in a final reflection: in this session no such comparison was recorded.
report-5-6-continue = it is worth going on comparing the models of concurrency (threads, processes and async), as was done in { $times ->
    [one] one final reflection.
   *[other] { $times } final reflections.
}
report-5-7-positive = in this session voluntary participation was evenly spread.
report-5-7-negative = in this session voluntary participation was unevenly spread; short rounds of questions would help to open up the conversation.
report-5-7-insufficient = the voluntary contributions recorded are still too few to tell how participation was spread.
report-5-7-positive-numbers = the { $contributions } voluntary contributions of { $learners } participants give an index of balance of { $entropy } (at 1, all voices alike) and an index of concentration of { $gini } (at 1, a single voice).
report-5-7-negative-numbers = the { $contributions } voluntary contributions of { $learners } participants give an index of balance of { $entropy } (at 1, all voices alike) and an index of concentration of { $gini } (at 1, a single voice).

## The appendix: what an event was (`event`, one; `events`, several of a kind or of people who are
## not named). $about and $during begin with a space or are empty.

report-event-about = {" "}in “{ $topic }”
report-event-during = {" "}during “{ $topic }”
report-event-moderation = the moderators
report-events-of = { $who }: { $text }
report-event-session-opened = the session's lobby opened
report-event-session-started = the session began
report-event-session-completed = the session ended with its plan complete
report-event-session-closed = the session was ended
report-event-session-abandoned = the session closed for lack of activity
report-event-topic-started = “{ $topic }” began
report-event-topic-revisited = the group went back to “{ $topic }”
report-event-example-shown = an example of { $concept } was shown{ $about }
report-event-alternative-shown = { $concept } was explained in another way{ $about }
report-events-alternative-shown = { $count ->
    [one] one explanation
   *[other] { $count } explanations
} in another way{ $about }
report-event-pause-opened = pause to verify “{ $topic }”
report-event-confirmed = { $who }confirmed “{ $topic }”
report-events-confirmed = { $count ->
    [one] one confirmation
   *[other] { $count } confirmations
} of “{ $topic }”
report-event-unsure = { $who }said that “{ $topic }” was not yet clear
report-events-unsure = { $count ->
    [one] once
   *[other] { $count } times
} it was said that “{ $topic }” was not yet clear
report-event-rated = { $who }rated their confidence in “{ $topic }”
report-events-rated = { $count ->
    [one] one rating
   *[other] { $count } ratings
} of confidence in “{ $topic }”
report-event-checked = { $who }answered a check of “{ $topic }” ({ $right } of { $items })
report-events-checked = { $count ->
    [one] one answer
   *[other] { $count } answers
} to the checks of “{ $topic }”
report-event-advanced = the group moved on from “{ $topic }”
report-event-advance-not-made = the group did not move on from “{ $topic }”
report-event-advance-granted = { $who }asked to move on from “{ $topic }”, and the group did
report-event-advance-refused = { $who }asked to move on from “{ $topic }” while confirmations were missing
report-event-advance-forced = { $who }went on anyway from “{ $topic }”
report-events-advance-asked = { $count ->
    [one] one request
   *[other] { $count } requests
} to move on from “{ $topic }”
report-event-question-asked = { $who }asked a question ({ $kind }){ $during }
report-events-question-asked = { $count ->
    [one] one question
   *[other] { $count } questions
}{ $during }
report-event-question-asked-about = { $who }asked about { $concepts } ({ $kind }){ $during }
report-events-question-asked-about = one question about { $concepts } ({ $kind }){ $during }
report-event-question-corrected = { $who }corrected how a question had been understood
report-events-question-corrected = { $count ->
    [one] one correction
   *[other] { $count } corrections
} of how a question had been understood
report-event-question-answered-prepared = a question was answered from the course
report-events-question-answered-prepared = { $count ->
    [one] one answer
   *[other] { $count } answers
} to questions from the course
report-event-question-answered-accepted = a question was answered with an answer accepted earlier on the server
report-events-question-answered-accepted = { $count ->
    [one] one answer
   *[other] { $count } answers
} accepted earlier on the server
report-event-question-answered-peer = { $who }answered a question
report-events-question-answered-peer = { $count ->
    [one] one answer
   *[other] { $count } answers
} to other people's questions
report-event-question-answered-moderator = { $who }answered a question
report-events-question-answered-moderator = { $count ->
    [one] one answer
   *[other] { $count } answers
} to questions
report-event-question-resolved = { $who }called their question resolved
report-event-question-partly = { $who }called their question partly resolved
report-event-question-unresolved = { $who }said that the doubt remained
report-event-repeat-confirmed = { $who }said that it was the same doubt
report-event-repeat-denied = { $who }said that it was another doubt
report-events-question-judged = { $count ->
    [one] one judgement
   *[other] { $count } judgements
} of the answers by whoever asked
report-event-link-recorded = { $who }linked what was new with { $domain }
report-events-link-recorded = { $count ->
    [one] one link
   *[other] { $count } links
} with prior knowledge
report-event-project-mentioned = { $who }mentioned a project of their own
report-events-project-mentioned = { $count ->
    [one] one mention
   *[other] { $count } mentions
} of projects of their own
report-event-artifact-shown = { $name } was prepared
report-event-artifact-prepared = { $who }prepared { $name }
report-events-artifact-prepared = { $count ->
    [one] one file prepared
   *[other] { $count } files prepared
}
report-event-exercise-offered = the exercise of “{ $topic }” was offered
report-event-exercise-submitted = { $who }submitted the exercise of “{ $topic }”
report-events-exercise-submitted = { $count ->
    [one] one submission
   *[other] { $count } submissions
} of the exercise of “{ $topic }”
report-event-closing-started = the closing of the session began
report-event-reflection-answered = { $who }answered the final reflection
report-events-reflection-answered = { $count ->
    [one] one answer
   *[other] { $count } answers
} to the final reflection
report-event-message-posted = { $who }wrote a message{ $during }
report-events-message-posted = { $count ->
    [one] one message
   *[other] { $count } messages
}{ $during }
report-event-other = an event of the session was recorded
report-events-other = { $count ->
    [one] one event
   *[other] { $count } events
} of the session

## Kinds of question, as legends and the appendix name them

report-kind-of-verification = verification
report-kind-of-definition = definition
report-kind-of-comparison = comparison
report-kind-of-cause = cause
report-kind-of-procedure = procedure
report-kind-of-application = application
report-kind-of-debugging = debugging

## Pictures

report-picture-timeline = Time spent on each topic, in minutes of the session.
report-picture-timeline-alone = Time by topic
report-picture-timeline-breaks = Dashed lines mark interruptions, whose time does not count.
report-picture-timeline-alt = Timeline: { $topics }.
report-picture-timeline-alt-topic = { $topic }, { $actual } min of { $planned } planned
report-picture-timeline-alt-unplanned = { $topic }, { $actual } min
report-picture-planned = planned
report-picture-actual = actual
report-picture-pause = pause to verify
report-picture-question = question
report-picture-minutes = { $minutes } min
report-picture-hours = { $hours } h
report-picture-intervals = Mastery of each concept: the 80 % interval from first tries without hints. A solid point marks a consolidated concept.
report-picture-intervals-alt = Intervals: { $intervals }.
report-picture-intervals-count = { $right } of { $asked }
report-picture-questions = Questions by concept and kind.
report-picture-questions-alt = Questions by concept: { $concepts }.
report-picture-calibration = Confidence told before the checks against first tries right. On the diagonal the two agree.
report-picture-calibration-alt = Confidence and first tries right: { $concepts }.
report-picture-confidence = confidence
report-picture-right = right answers
report-picture-more-topics = { $count ->
    [one] and one more topic
   *[other] and { $count } more topics
}
report-picture-more-concepts = { $count ->
    [one] and one more concept
   *[other] and { $count } more concepts
}
report-picture-more-people = { $count ->
    [one] and one more person
   *[other] and { $count } more people
}
report-person-number = Participant { $number }

## The card

report-card-kicker = Session report
report-card-duration = duration
report-card-topics = { $count ->
    [one] topic
   *[other] topics
}
report-card-topics-of = topics
report-card-participants = { $count ->
    [one] participant
   *[other] participants
}
report-card-doubts = { $count ->
    [one] doubt cleared
   *[other] doubts cleared
} on the spot
report-card-questions = { $count ->
    [one] question
   *[other] questions
}
report-card-pauses = pauses held
report-card-of = { $part } of { $whole }
report-card-nothing = No data on topics were recorded.

## Problems of an exported log

report-log-problem = line { $line }: { $what }
report-log-empty = the log is empty
report-log-no-start = the log holds no session_started event
report-log-more = … and more problems; the first { $shown } are shown
report-log-unreadable = could not be read: { $detail }
report-log-not-utf8 = it is not UTF-8 text
report-log-cut-short = the line is cut short: its JSON does not end
report-log-not-json = stops being valid JSON at column { $column }
report-log-not-object = expected a JSON object with an event
report-log-missing-field = the field “{ $field }” is missing
report-log-unknown-type = unknown type of event: “{ $type }”
report-log-wrong-seq = seq is { $found }, expected { $expected }
report-log-wrong-value = invalid value: { $detail }
