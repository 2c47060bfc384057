"""async reparte esperas en un solo hilo: no calcula en paralelo."""

import asyncio
import threading
import time

hilos_usados = set()


async def esperar() -> None:
    hilos_usados.add(threading.get_ident())
    await asyncio.sleep(0.2)  # cede el turno: las otras tareas avanzan


async def bloquear() -> None:
    hilos_usados.add(threading.get_ident())
    time.sleep(0.2)  # no cede el turno: nadie más avanza


async def medir(tarea) -> float:
    inicio = time.perf_counter()
    await asyncio.gather(tarea(), tarea(), tarea())
    return time.perf_counter() - inicio


async def main() -> None:
    print(f"Tres esperas con await: {await medir(esperar):.2f} s")
    print(f"Tres tareas que no ceden: {await medir(bloquear):.2f} s")
    print("Hilos usados:", len(hilos_usados))


if __name__ == "__main__":
    asyncio.run(main())
