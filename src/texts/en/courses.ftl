# The courses in Discord: `/cursos`, and what is uploaded with it.

# The list, and a course's plan
courses-title = This server's courses
courses-line = **{ $title }** · `{ $id }` · version { $version }
courses-line-own = **{ $title }** · `{ $id }` · version { $version } · this server's own
courses-more = … and { $count } more.
courses-how = `/cursos ver curso:…` shows the plan of one; `/empezar` calls a session.
courses-none = There are no courses yet. Whoever manages the server can upload one with `/cursos subir`.
courses-about = `{ $id }` · version { $version } · { $authors } · { $licence }

# Uploading a course
courses-uploaded = ✅ **{ $title }** (`{ $id }`, version { $version }) is in this server now: `/empezar curso:{ $id }`.
courses-uploaded-hides = ✅ **{ $title }** (`{ $id }`, version { $version }) is in this server now, in the place of the installed course of the same id: `/empezar curso:{ $id }`.
courses-uploaded-replaced = ✅ **{ $title }** (`{ $id }`) goes from version { $before } to { $version }. Open sessions go on with the one they began with.
courses-uploaded-same-version = ✅ **{ $title }** (`{ $id }`) has changed. Open sessions go on with what they began with. ⚠️ This content and the one before both say that they are version { $version }: if you mended more than a typo, raise the number in `version`, to tell them apart later.
courses-uploaded-already = **{ $title }** (`{ $id }`, version { $version }) was in this server already, the same as this. Nothing changed.
courses-too-many = I did not take it: this server has { $limit } courses of its own already, which is the most. `/cursos retirar` makes room.
courses-warnings = { $count ->
    [one] One warning, which does not stop it from being used:
   *[other] { $count } warnings, which do not stop it from being used:
}
courses-problems = ❌ I did not take **{ $file }**: { $errors ->
    [one] it has one error
   *[other] it has { $errors } errors
}. Mend it and upload it again; until then nothing changes.
courses-problems-more = { $count ->
    [one] There is one more in the attached file, which has them all.
   *[other] There are { $count } more in the attached file, which has them all.
}
courses-problems-file = problems.txt
courses-refused = ❌ I did not take **{ $file }**: { $reason }
courses-not-fetched = I could not download **{ $file }** from Discord. Nothing changed: upload it again.

# Why a file will not do
upload-other-kind = what can be uploaded is a .zip file with the course's folder, or a single .md file.
upload-too-large = it has more than { $limit } MiB.
upload-damaged = it is not a zip that can be read as a whole and without doubt. Make it anew.
upload-too-many-entries = it has more than { $limit } files and folders.
upload-unpacked-too-large = unpacked, its files have more than { $limit } MiB.
upload-bomb = «{ $path }» is very much larger than it is in the zip; no text gets that small.
upload-bad-path = the path «{ $path }» will not do: it must be relative, in UTF-8, with «/» and without «..».
upload-repeated-path = «{ $path }» is there more than once (capital letters do not count).
upload-symbolic-link = «{ $path }» is a symbolic link. Put the file itself there.
upload-encrypted = «{ $path }» is encrypted. Make the zip without a password.
upload-unsupported = «{ $path }» is no ordinary file, or has an unusual compression. Make the zip in the usual way.
upload-no-course = it has no course.toml in it. Zip the course's folder, or what is in it.
upload-several-courses = it has several courses in it. Upload one at a time.

# Withdrawing a course
courses-withdrawn = **{ $title }** (`{ $id }`) is offered no longer in this server. Open sessions go on with it.
courses-withdrawn-shows = **{ $title }** (`{ $id }`) is offered no longer in this server; the installed course of the same id is offered again. Open sessions go on with the withdrawn one.
courses-not-own = This server has no course of its own with the id «{ $course }». Installed courses are not withdrawn with `/cursos`.

# What a course of one file asks at the end when it does not say (45 characters at most)
alone-prompt-links = What does it connect with?
alone-prompt-uses = Where would you use it?
alone-prompt-comparison = Which other way to do it do you know?
