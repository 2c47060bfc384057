# What the commands say at the terminal. First, during a rehearsal.

rehearsal-database = Starting PostgreSQL…
rehearsal-ready = All set: PostgreSQL, the local Discord and the bot. ({ $seconds } s)
rehearsal-psql = To look into the database while the rehearsal lasts: { $command }
rehearsal-cast = People: { $people } (* moderates). Type “?” to see how to act, and “salir” to end.
rehearsal-help = One action a line:
    Ana: /empezar multiprocessing     a command
    Beto: [Unirme]                    press a button
    Ana: [Tengo una duda] ¿Pipe o Queue?   press, and fill in the form (fields are separated by “ | ”)
    Ana: hola a todos                 a message
    People: { $people } (* moderates).
rehearsal-topic = ━━ Topic { $k } of { $n }: { $title } ━━
rehearsal-unknown-person = Nobody is called “{ $person }”. There are: { $known }.
rehearsal-no-form = The button “{ $label }” opens no form: write the line without text after the button.
rehearsal-failed = Line { $number } (“{ $line }”): { $error }
rehearsal-typed-failed = That did not work: { $error }
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
