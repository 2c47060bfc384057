"""Un latido cada 0,05 s muestra quién detiene el bucle y quién no."""

import asyncio
import time

RITMO = 0.05


async def latir(huecos: list[float]) -> None:
    anterior = time.perf_counter()
    while True:
        await asyncio.sleep(RITMO)
        ahora = time.perf_counter()
        huecos.append(ahora - anterior)
        anterior = ahora


async def bloquear() -> None:
    time.sleep(0.25)  # el hilo del bucle se duerme: nadie más avanza


async def ceder() -> None:
    await asyncio.sleep(0.25)  # el bucle atiende a los demás


async def a_un_hilo() -> None:
    await asyncio.to_thread(time.sleep, 0.25)  # se duerme otro hilo


async def peor_hueco(corrutina) -> float:
    huecos: list[float] = []
    latido = asyncio.create_task(latir(huecos))
    await asyncio.sleep(2 * RITMO)  # unos latidos antes
    await corrutina()
    await asyncio.sleep(2 * RITMO)  # y unos después
    latido.cancel()
    return max(huecos)


async def main() -> None:
    for corrutina in (bloquear, ceder, a_un_hilo):
        hueco = await peor_hueco(corrutina)
        print(f"{corrutina.__name__}: {hueco:.2f} s sin latir, como mucho")


if __name__ == "__main__":
    asyncio.run(main())
