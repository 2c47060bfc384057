# What `tertulia course check` says.

course-missing-file = the file “{ $file }” is missing
course-unreadable-file = “{ $file }” cannot be read: { $detail }
course-empty-file = “{ $file }” is empty
course-fence-in-code = “{ $file }” has three backticks in a row (```), which would end the block of code that shows it
course-not-utf8 = “{ $file }” is not UTF-8 text from here on
course-file-too-large = “{ $file }” takes more than { $limit } bytes
course-outside-folder = “{ $file }” is outside the course's folder
course-no-courses = there is no course here: a course is a folder with a file course.toml
course-bad-toml = bad TOML: { $detail }
course-no-front-matter = the topic must begin with its data between two lines “+++”
course-unclosed-front-matter = the line “+++” that closes the topic's data is missing
course-missing-key = “{ $key }” is missing
course-unknown-key = “{ $key }” is not known here
course-repeated-key = “{ $key }” has been said already
course-wrong-type = “{ $key }” must be { $expected ->
    [text] a text
    [text-list] a list of texts
    [count] a whole number above zero
    [boolean] true or false
   *[tables] a list of tables
}
course-empty-value = “{ $key }” is empty
course-not-allowed = “{ $value }” will not do as “{ $key }”; it may be: { $allowed }
course-bad-language = “{ $value }” is not a language code such as “es” or “en”
course-bad-address = “{ $url }” does not begin with https:// or http://
course-bad-id = “{ $id }” will not do as an id: a-z, 0-9 and hyphen, 32 characters at most, beginning with a letter
course-id-not-folder = the id “{ $id }” is not the folder's name, “{ $folder }”
course-repeated-id = the id “{ $id }” is taken already
course-repeated-topic-file = “{ $file }” is in the list of topics already
course-unknown-concept = the concept “{ $concept }” is not in course.toml
course-unknown-doubt = the topic does not have the doubt “{ $question }”: the heading must be the same as that of the doubt
course-unknown-prerequisite = no topic has the id “{ $topic }”
course-later-prerequisite = the topic “{ $topic }” does not come before this one
course-minutes-mismatch = the course says { $written } minutes and its topics add up to { $sum }
course-too-many-topics = there are { $count } topics and the limit is { $limit }
course-too-many-domains = there are { $count } different domains in the connections and the limit is { $limit }: they are chosen from a menu
course-unknown-heading = the heading “{ $heading }” is not known here; it may be: { $allowed }
course-missing-heading = the section “{ $heading }” is missing
course-heading-out-of-order = the section “{ $heading }” goes before “{ $before }”
course-repeated-heading = the section “{ $heading }” may be there only once
course-empty-section = the section “{ $heading }” is empty
course-stray-text = this text would not be shown: it belongs to no section
course-example-without-code = in a course of one file, the example's code stands in this section, between ```py and ```
course-not-key-and-value = “key: value” is expected here
course-missing-blank-line = a blank line is missing before this text, which has become part of the list
course-option-count = the check has { $count ->
    [one] { $count } option
   *[other] { $count } options
} and must have 2 to 5
course-right-option-count = the check has { $count ->
    [one] { $count } right option
   *[other] { $count } right options
} and must have exactly one
course-option-without-box = this option lacks “[x]” or “[ ]”
course-empty-option = the option has no text
course-option-without-feedback = the option “{ $option }” lacks, below it, the quote with what to say to who chose it
course-repeated-option = the option “{ $option }” is there twice
course-repeated-question = the question “{ $question }” is in this topic already
course-concept-not-explained = no topic explains the concept “{ $concept }”
course-concept-not-used = no check, example or doubt deals with the concept “{ $concept }”
course-concept-not-named = no text of the course names the concept “{ $concept }”: none of its terms appears
course-dead-anchor = the link “{ $link }” leads to a heading that does not exist
course-dead-link = the link “{ $link }” leads to no file
course-too-long = { $part ->
    [block] this paragraph or block has
    [check] the check with its options has
    [feedback] this answer to an option has
    [doubt] the doubt with its answer has
    [title] the title or name has
    [summary] the summary has
    [connection] the connection has
    [domain] the domain has
    [objective] the objective has
    [plan] the plan, with the titles of all topics, has
   *[prompt] the question has
} { $length } characters and the limit is { $limit }
course-too-many-messages = { $part ->
    [hint] the hint takes
    [solution] the solution takes
   *[example] the example with its code takes
} { $count } messages and the limit is { $limit }
course-title-differs = the title is not the one in the topic's data, “{ $title }”
course-not-shown = Discord does not show { $markup ->
    [html] HTML
    [table] tables
    [image] images within text
    [deep-heading] headings of level 4 or more
    [rule] rules
    [relative-link] links to files or headings of the course: only to whole addresses
    [reference-link] links with the address elsewhere: write [text](address)
   *[unusual-code] code by indentation or between other marks than three backticks (```)
}

# What `tertulia course import` says of a file of questions.
course-empty-question = the question lacks its text
course-left-out = this question is left out: { $reason ->
    [description] it has no answers in braces, so it asks nothing
    [essay] it is an essay, and a check is answered by choosing
    [numerical] it is answered with a number, and a check is answered by choosing
    [matching] it is about matching, and a check is answered by choosing one option
    [short-answer] it is answered by writing (it only has answers with “=”), and a check is answered by choosing
    [several-right] it has several right options, and a check has exactly one
    [weights] an option is worth only a part of the mark, and in a check each option is right or not
   *[markdown] its text cannot be written in a topic: it begins with a list or a block, or has headings or other Markdown marks
}
course-left-out-html = this question is left out: a course cannot hold the HTML tag “<{ $tag }>”
course-unclosed-brace = this brace “{"{"}” lacks the one that closes it, “{"}"}”; there can be no blank lines between them
course-stray-brace = this brace “{"}"}” is one too many; if it is part of the text, write “\{"}"}”
course-second-answer = here is another brace “{"{"}”: a blank line is missing between two questions, or it is part of the text and is written “\{"{"}”
course-answer-without-sign = this answer lacks “=” before it if it is the right one or “~” if it is not
course-answer-without-option = no option has the letter of “ANSWER: { $letter }”
course-no-answer-line = this question lacks its line “ANSWER:” with the letter of the right option
course-no-feedback = the option “{ $option }” lacks what to say to who chooses it: write it in the topic, below it
course-no-questions = there is no question here
course-no-concept = nothing says which concept the question is about: say it with --concept, or with a comment “// [tag:concept]” above it

course-severity = { $severity ->
    [error] error
   *[warning] warning
}
course-summary = { $topics ->
    [one] { $topics } topic
   *[other] { $topics } topics
}, { $examples ->
    [one] { $examples } example
   *[other] { $examples } examples
}, { $checks ->
    [one] { $checks } check
   *[other] { $checks } checks
}, { $doubts ->
    [one] { $doubts } doubt
   *[other] { $doubts } doubts
}
course-errors = { $count ->
    [0] no errors
    [one] { $count } error
   *[other] { $count } errors
}
course-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
