"""Llamar, esperar y lanzar: tres cosas distintas."""

import asyncio
import time


async def pedir(plato: str, segundos: float) -> str:
    print("  empieza", plato)
    await asyncio.sleep(segundos)
    print("  termina", plato)
    return plato


async def main() -> None:
    print("Llamar no ejecuta nada:")
    receta = pedir("sopa", 0.1)
    print("  tengo un objeto", type(receta).__name__)

    print("await lo ejecuta y espera:")
    await receta

    print("Dos await seguidos van uno tras otro:")
    inicio = time.perf_counter()
    await pedir("arroz", 0.2)
    await pedir("té", 0.1)
    print(f"  {time.perf_counter() - inicio:.1f} s")

    print("Dos tareas van a la vez:")
    inicio = time.perf_counter()
    arroz = asyncio.create_task(pedir("arroz", 0.2))
    te = asyncio.create_task(pedir("té", 0.1))
    print("  ya están creadas, pero aún no empiezan")
    print("  resultados:", await arroz, await te)
    print(f"  {time.perf_counter() - inicio:.1f} s")


if __name__ == "__main__":
    asyncio.run(main())
