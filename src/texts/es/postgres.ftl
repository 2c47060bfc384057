# Lo que se dice a quien arranca Tertulia cuando su PostgreSQL propio no puede funcionar.

postgres-programs-missing =
    No hay ningún PostgreSQL en este equipo y no se pudo descargar uno ({ $download }). Elige una de estas salidas:
      · Debian o Ubuntu: apt install postgresql
      · macOS: brew install postgresql
      · otra base de datos: pon su dirección en DATABASE_URL
      · si ya está instalado: pon en TERTULIA_PG_BIN la carpeta que contiene postgres e initdb
postgres-programs-not-there =
    TERTULIA_PG_BIN apunta a { $folder }, pero ahí no hay un postgres y un initdb que funcionen. Corrígela o quítala para que Tertulia los busque. Si no está instalado: apt install postgresql (Debian o Ubuntu), brew install postgresql (macOS), o la dirección de otra base de datos en DATABASE_URL.
postgres-programs-too-old =
    El PostgreSQL de { $folder } es la versión { $version } y Tertulia necesita la { $oldest } o una posterior. Instala una más nueva (apt install postgresql, brew install postgresql) o pon en DATABASE_URL la dirección de otra base de datos.
postgres-folder-busy =
    Otra Tertulia ya usa la carpeta { $folder }; ciérrala o usa TERTULIA_DATA_DIR para elegir otra carpeta.
postgres-unreachable =
    PostgreSQL no funciona como root, así que lo ejecuta el usuario { $user }, que no puede entrar en { $closed } y por eso no llega a { $wanted }. Da paso a esa carpeta (chmod o+x { $closed }) o elige otra con TERTULIA_DATA_DIR, por ejemplo /var/lib/tertulia.
postgres-no-account =
    PostgreSQL no funciona como root y en /etc/passwd no hay ningún usuario postgres ni nobody que lo ejecute. Arranca Tertulia como otro usuario o pon en DATABASE_URL la dirección de otra base de datos.
postgres-no-data-folder =
    No se sabe dónde guardar los datos: falta HOME. Elige una carpeta con TERTULIA_DATA_DIR.
postgres-other-major =
    Los datos de { $folder } son de PostgreSQL { $written }, pero aquí solo está PostgreSQL { $found }, que no los puede leer. Instala PostgreSQL { $written } (en Debian o Ubuntu: apt install postgresql-{ $written }) y, si no se encuentra solo, pon su carpeta de programas en TERTULIA_PG_BIN; o empieza de cero en otra carpeta con TERTULIA_DATA_DIR.
postgres-still-running =
    El PostgreSQL de una ejecución anterior (proceso { $pid }) aún no ha terminado. Espera un momento y vuelve a arrancar; si no termina: kill -INT { $pid }
postgres-foreign-sockets =
    La carpeta { $folder }, donde iría el socket de PostgreSQL, es de otro usuario. Bórrala o usa TERTULIA_DATA_DIR con una ruta más corta.
postgres-not-created =
    No se pudo crear la base de datos. Lo último que dijo initdb:
    { $tail }
postgres-not-started =
    PostgreSQL no arrancó. Lo último de su registro, { $log }:
    { $tail }
postgres-not-stopped =
    PostgreSQL no terminó a tiempo. Los datos guardados están a salvo.
postgres-file =
    No se pudo usar { $path }: { $reason }
postgres-database =
    PostgreSQL respondió con un error: { $reason }
