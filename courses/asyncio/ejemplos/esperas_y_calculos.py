"""Las esperas se solapan; los cálculos, no. Y todo ocurre en un solo hilo."""

import asyncio
import threading
import time

hilos_usados = set()


async def esperar() -> None:
    hilos_usados.add(threading.get_ident())
    await asyncio.sleep(0.15)  # cede el turno: las otras avanzan


async def calcular() -> None:
    hilos_usados.add(threading.get_ident())
    sum(i * i for i in range(800_000))  # no cede: nadie más avanza


async def una_tras_otra(corrutina) -> float:
    inicio = time.perf_counter()
    for _ in range(3):
        await corrutina()
    return time.perf_counter() - inicio


async def a_la_vez(corrutina) -> float:
    inicio = time.perf_counter()
    await asyncio.gather(corrutina(), corrutina(), corrutina())
    return time.perf_counter() - inicio


async def main() -> None:
    for corrutina in (esperar, calcular):
        antes = await una_tras_otra(corrutina)
        despues = await a_la_vez(corrutina)
        print(f"{corrutina.__name__}: {antes:.2f} s -> {despues:.2f} s")
    print("Hilos usados:", len(hilos_usados))
    assert len(hilos_usados) == 1


if __name__ == "__main__":
    asyncio.run(main())
