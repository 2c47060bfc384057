# What is said to whoever starts Tertulia when its own PostgreSQL cannot work.

postgres-programs-missing =
    There is no PostgreSQL on this machine and none could be downloaded ({ $download }). Choose one of these:
      · Debian or Ubuntu: apt install postgresql
      · macOS: brew install postgresql
      · another database: put its address into DATABASE_URL
      · if it is installed: put the folder that holds postgres and initdb into TERTULIA_PG_BIN
postgres-programs-not-there =
    TERTULIA_PG_BIN names { $folder }, but there is no working postgres and initdb there. Correct it, or remove it so that Tertulia searches by itself. If it is not installed: apt install postgresql (Debian or Ubuntu), brew install postgresql (macOS), or the address of another database in DATABASE_URL.
postgres-programs-too-old =
    The PostgreSQL in { $folder } is version { $version }, and Tertulia needs { $oldest } or later. Install a newer one (apt install postgresql, brew install postgresql) or put the address of another database into DATABASE_URL.
postgres-folder-busy =
    Another Tertulia already uses the folder { $folder }; close it, or choose another folder with TERTULIA_DATA_DIR.
postgres-unreachable =
    PostgreSQL does not run as root, so the user { $user } runs it, who cannot enter { $closed } and therefore does not reach { $wanted }. Open that folder (chmod o+x { $closed }) or choose another one with TERTULIA_DATA_DIR, for example /var/lib/tertulia.
postgres-no-account =
    PostgreSQL does not run as root, and /etc/passwd has no user postgres or nobody to run it. Start Tertulia as another user, or put the address of another database into DATABASE_URL.
postgres-no-data-folder =
    There is no telling where to keep the data: HOME is not set. Choose a folder with TERTULIA_DATA_DIR.
postgres-other-major =
    The data in { $folder } are those of PostgreSQL { $written }, but only PostgreSQL { $found } is here, which cannot read them. Install PostgreSQL { $written } (on Debian or Ubuntu: apt install postgresql-{ $written }) and, if it is not found by itself, put the folder of its programs into TERTULIA_PG_BIN; or start afresh in another folder with TERTULIA_DATA_DIR.
postgres-still-running =
    The PostgreSQL of an earlier run (process { $pid }) has not ended yet. Wait a moment and start again; if it does not end: kill -INT { $pid }
postgres-foreign-sockets =
    The folder { $folder }, where PostgreSQL's socket would go, belongs to another user. Delete it, or use TERTULIA_DATA_DIR with a shorter path.
postgres-not-created =
    The database could not be created. The last that initdb said:
    { $tail }
postgres-not-started =
    PostgreSQL did not start. The end of its log, { $log }:
    { $tail }
postgres-not-stopped =
    PostgreSQL did not end in time. What is recorded is safe.
postgres-file =
    { $path } could not be used: { $reason }
postgres-database =
    PostgreSQL answered with an error: { $reason }
