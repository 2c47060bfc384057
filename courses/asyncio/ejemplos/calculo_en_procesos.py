"""El cálculo va a otros procesos; el bucle sigue atendiendo."""

import asyncio
import time
from concurrent.futures import ProcessPoolExecutor

TRAMOS = [(0, 30_000), (30_000, 60_000)]


def contar_primos(desde: int, hasta: int) -> int:
    """Lento a propósito, pura CPU. Es una función normal, del nivel superior."""
    return sum(
        all(n % d for d in range(2, int(n**0.5) + 1))
        for n in range(max(desde, 2), hasta)
    )


async def atender(veces: list[float]) -> None:
    while True:
        veces.append(time.perf_counter())
        await asyncio.sleep(0.01)


async def main() -> None:
    bucle = asyncio.get_running_loop()
    veces: list[float] = []
    servicio = asyncio.create_task(atender(veces))
    await asyncio.sleep(0)  # que empiece a atender

    antes = len(veces)
    directo = [contar_primos(*tramo) for tramo in TRAMOS]  # bloquea el bucle
    print("Atendió durante el cálculo directo:", len(veces) - antes)

    antes = len(veces)
    with ProcessPoolExecutor(max_workers=2) as procesos:
        pedidos = [
            bucle.run_in_executor(procesos, contar_primos, *tramo)
            for tramo in TRAMOS
        ]
        aparte = await asyncio.gather(*pedidos)
    atendidas = len(veces) - antes
    print("¿Atendió durante el cálculo en procesos?", atendidas > 0)

    servicio.cancel()
    assert directo == aparte and atendidas > 0
    print("Primos:", sum(aparte))


if __name__ == "__main__":  # los procesos hijos importan este archivo
    asyncio.run(main())
