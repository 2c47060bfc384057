"""Diez mil tareas que esperan medio segundo, en un solo hilo."""

import asyncio
import threading
import time

CUANTAS = 10_000


async def esperar(numero: int) -> int:
    await asyncio.sleep(0.5)  # como esperar la respuesta de un servidor
    return numero


async def main() -> None:
    inicio = time.perf_counter()
    respuestas = await asyncio.gather(*(esperar(n) for n in range(CUANTAS)))
    total = time.perf_counter() - inicio

    assert respuestas == list(range(CUANTAS))  # en el orden en que se pidieron
    print("Tareas:", len(respuestas))
    print("Hilos vivos:", threading.active_count())
    print(f"Una tras otra serían {CUANTAS * 0.5:.0f} s; fueron {total:.2f} s")


if __name__ == "__main__":
    asyncio.run(main())
