# What the commands say at the terminal. First, during a rehearsal.

rehearsal-database = Starting PostgreSQL…
rehearsal-ready = All set: PostgreSQL, the local Discord and the bot. ({ $seconds } s)
rehearsal-psql = To look into the database while the rehearsal lasts: { $command }
rehearsal-cast = People: { $people } (* moderates). Type “?” to see how to act, and “salir” to end.
rehearsal-help = One action a line:
    Ana: /empezar multiprocessing     a command
    Beto: [Unirme]                    press a button
    Ana: [Tengo una duda] ¿Pipe o Queue?
                                      press, and fill in the form (fields are separated by “ | ”)
    Ana: [Elige los temas] Saludar | Repetir
                                      choose from a menu
    Ana: hola a todos                 a message
    Ana: @Tertulia ¿Pipe o Queue?     a message that mentions the bot: a doubt
    # a note                          nothing: what begins with # is not read
    People: { $people } (* moderates).
rehearsal-unknown-person = Nobody is called “{ $person }”. There are: { $known }.
rehearsal-no-form = The button “{ $label }” opens no form: write the line without text after the button.
rehearsal-failed = Line { $number } (“{ $line }”): { $error }
rehearsal-typed-failed = That did not work: { $error }
rehearsal-not-saved = The report cannot be saved in { $folder }: { $error }
rehearsal-done = The session ended without errors in { $seconds } s. Files of the report:
rehearsal-script-done = The script ended without errors in { $seconds } s.
rehearsal-faults = The bot noted faults:
rehearsal-violations = The bot did something that Discord refuses:
rehearsal-questions = Doubts kept in PostgreSQL:
rehearsal-no-course = There is no course “{ $course }”. There are: { $known }.
rehearsal-script-unreadable = The script { $file } cannot be read: { $error }
script-line = line { $number }: { $problem }
script-no-person = who acts is missing. Write, for instance, “Ana: [Unirme]”.
script-no-action = what they do is missing. After the colon, write a command (/estado), a button ([Unirme]) or a message.
script-open-label = the “]” after the button's name is missing.
script-cast = “Personas:” goes once, before the first action, with names separated by commas.

# What `tertulia run` says before it connects, or when it breaks down.
run-no-token = DISCORD_TOKEN is missing. Copy .env.example to .env and put your bot's token there, or try without a token: “cargo run -- rehearse --auto”.
run-database-gone = The PostgreSQL server has stopped. See postgres.log in the data folder and start Tertulia again.
run-closed = Discord closed the connection for good.

# What `tertulia analyze` says.
analyze-unreadable = The log { $file } cannot be read: { $error }
analyze-unwritable = { $file } cannot be written: { $error }
analyze-terminal = The format { $format } is no text: name with --out the file to keep it in.
analyze-unknown-zone = There is no time zone “{ $zone }”: use a name such as America/Bogota or Europe/Madrid.
analyze-names = { $file } does not hold the names as expected (JSON with "course", "concepts" and "people"): { $error }
analyze-no-learners = Nobody took part in the log, nor did “{ $id }”.
analyze-unknown-learner = “{ $id }” did not take part in the log. Those who did: { $known }{ $more ->
    [0] .
   *[other] {" "}and { $more } more.
}

# Why a file or a folder cannot be used.
io-not-written = { $file } cannot be written: { $error }
io-missing = it does not exist
io-denied = there is no permission
io-folder = it is a folder
io-not-folder = there is a file where a folder is needed
io-not-text = it is not text in UTF-8

# The courses and the database, before anything begins.
courses-unusable =
    The courses in { $folder } cannot be used (TERTULIA_COURSES_DIR chooses another folder):
    { $problems }
database-address = DATABASE_URL is not the address of a PostgreSQL. It should be like postgres://user:password@host:5432/database; when it is empty, Tertulia uses a PostgreSQL of its own.
database-unusable = The database of DATABASE_URL cannot be used: { $error }

# The tutor, where it is set by half.
tutor-no-model = TUTOR_BASE_URL is set and TUTOR_MODEL is not: say which model answers, or leave both empty to have no tutor.
tutor-no-address = TUTOR_MODEL is set and TUTOR_BASE_URL is not: say on which server the model is, or leave both empty to have no tutor.
tutor-address = TUTOR_BASE_URL is not an address. It has to be like http://127.0.0.1:8080/v1 or https://server/v1, with nothing after it.
tutor-key = TUTOR_API_KEY has characters that no key has, such as a line break.
tutor-unusable = The tutor cannot be used: { $error }

# What `tertulia course new`, `import` and `export` say.
quiz-true = True
quiz-false = False
import-done = { $count ->
    [0] No question was read
    [one] { $count } question read
   *[other] { $count } questions read
}{ $problems ->
    [0] {""}
    [one] {", and"} { $problems } thing to settle
   *[other] {", and"} { $problems } things to settle
}.
import-written = { $count ->
    [one] { $count } question added
   *[other] { $count } questions added
} to { $file }. This is how the course stands:
import-nothing-written = Nothing was added to { $file }.
import-no-course = { $file } is not a topic of a course: its folder has no course.toml that can be read.
import-unknown-concept = The course does not have the concept “{ $concept }”. It has: { $known }.
export-no-topic = The course does not have the topic “{ $topic }”. It has: { $known }.
template-made = The course is in { $folder }. Open its files and change what they say; the comments explain each part.
    To check it:          tertulia course check { $folder }
    To rehearse it:       TERTULIA_COURSES_DIR={ $parent } tertulia rehearse { $id }
template-exists = { $folder } exists already and was left alone. Choose another id, or another folder with --into.
template-title-empty = The title is empty.
template-title-long = The title has { $length } characters and the limit is { $limit }.
ask-no-course = There is no course '{ $course }': it is no folder, nor a course in { $folder }. Give a course's id or the path of its folder.
ask-bad-line = Line { $line }: it cannot be read ({ $reason }). Each line is a JSON object, like {"{"}"id": 1, "text": "¿Pipe o Queue?"{"}"}; with --pairs, like {"{"}"id": 1, "a": "…", "b": "…"{"}"}. The other lines are answered.
ask-is-question = It is a doubt: { $value }
ask-yes = yes
ask-no = no; without a doubt nothing is answered
ask-topic = Topic: { $value }
ask-concepts = Concepts: { $value }
ask-aspects = Aspects: { $value }
ask-nothing = not known
ask-kind = Kind: { $value ->
    [definition] definition
    [comparison] comparison
    [cause] cause
    [procedure] procedure
    [application] application
    [debugging] debugging
   *[verification] verification
}
ask-answer = This answer would be posted:
ask-choices = The asker would choose between these two, or neither:
ask-open = Nothing would be posted: the doubt stays open for the group.
ask-nearest = What looks most like it:
