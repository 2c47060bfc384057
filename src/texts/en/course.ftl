# What `tertulia course check` says.

course-missing-file = the file “{ $file }” is missing
course-unreadable-file = “{ $file }” cannot be read: { $detail }
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
course-unknown-prerequisite = no topic has the id “{ $topic }”
course-later-prerequisite = the topic “{ $topic }” does not come before this one
course-minutes-mismatch = the course says { $written } minutes and its topics add up to { $sum }
course-too-many-topics = there are { $count } topics and the limit is { $limit }
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
course-concept-not-explained = no topic explains the concept “{ $concept }”
course-concept-not-used = no check, example or doubt deals with the concept “{ $concept }”
course-dead-link = the link “{ $link }” leads to no file
course-too-long = { $part ->
    [block] this paragraph or block has
    [check] the check with its options has
    [feedback] this answer to an option has
    [doubt] the doubt with its answer has
    [title] the title or name has
    [summary] the summary has
   *[prompt] the question has
} { $length } characters and the limit is { $limit }
course-title-differs = the title is not the one in the topic's data, “{ $title }”
course-not-shown = Discord does not show { $markup ->
    [html] HTML
    [table] tables
    [image] images within text
    [deep-heading] headings of level 4 or more
    [rule] rules
    [reference-link] links with the address elsewhere: write [text](address)
   *[unusual-code] code by indentation or between other marks than three backticks (```)
}

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
