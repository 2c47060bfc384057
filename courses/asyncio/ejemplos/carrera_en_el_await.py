"""También en un solo hilo hay carreras: leer, hacer await y escribir."""

import asyncio
from contextlib import nullcontext


class Cuenta:
    def __init__(self) -> None:
        self.saldo = 100
        self.candado = asyncio.Lock()


async def consultar_banco() -> None:
    await asyncio.sleep(0.01)  # aquí puede entrar otra tarea


async def retirar(cuenta: Cuenta, con_candado: bool) -> None:
    async with cuenta.candado if con_candado else nullcontext():
        if cuenta.saldo >= 80:  # comprobar...
            await consultar_banco()
            cuenta.saldo -= 80  # ...y actuar


async def retirar_sin_await(cuenta: Cuenta) -> None:
    await consultar_banco()  # esperar antes
    if cuenta.saldo >= 80:  # desde aquí no hay await:
        cuenta.saldo -= 80  # nadie puede meterse en medio


async def main() -> None:
    cuenta = Cuenta()
    await asyncio.gather(retirar(cuenta, False), retirar(cuenta, False))
    print("Con un await en medio quedan", cuenta.saldo)

    cuenta = Cuenta()
    await asyncio.gather(retirar(cuenta, True), retirar(cuenta, True))
    print("Con candado quedan", cuenta.saldo)
    assert cuenta.saldo == 20

    cuenta = Cuenta()
    await asyncio.gather(retirar_sin_await(cuenta), retirar_sin_await(cuenta))
    print("Sin await en medio quedan", cuenta.saldo)
    assert cuenta.saldo == 20


if __name__ == "__main__":
    asyncio.run(main())
