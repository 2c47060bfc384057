"""El modo de depuración dice qué tarea detuvo el bucle y cuánto."""

import asyncio
import logging
import re
import time

avisos: list[str] = []


class Guardar(logging.Handler):
    def emit(self, registro: logging.LogRecord) -> None:
        avisos.append(registro.getMessage())


async def leer_configuracion() -> None:
    time.sleep(0.2)  # el culpable


async def atender_clientes() -> None:
    await asyncio.sleep(0.05)


async def main() -> None:
    async with asyncio.TaskGroup() as grupo:
        grupo.create_task(leer_configuracion(), name="configuración")
        grupo.create_task(atender_clientes(), name="clientes")


if __name__ == "__main__":
    registro = logging.getLogger("asyncio")
    registro.addHandler(Guardar())
    registro.propagate = False

    asyncio.run(main())
    print("Sin modo de depuración, avisos:", len(avisos))

    asyncio.run(main(), debug=True)  # avisa de lo que dure más de 0,1 s
    lentas = [texto for texto in avisos if "took" in texto]
    for texto in lentas:
        nombre = re.search(r"name='([^']+)'", texto).group(1)
        segundos = re.search(r"took ([\d.]+) seconds", texto).group(1)
        print(f"La tarea «{nombre}» detuvo el bucle {segundos} s")
    assert any("configuración" in texto for texto in lentas)
