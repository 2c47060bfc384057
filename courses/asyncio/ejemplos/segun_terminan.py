"""gather entrega en el orden pedido; as_completed, según terminan."""

import asyncio


async def responder(servidor: str, segundos: float) -> str:
    await asyncio.sleep(segundos)
    return servidor


def pedidos():
    return [
        responder("norte", 0.15),
        responder("sur", 0.05),
        responder("este", 0.10),
    ]


async def main() -> None:
    en_orden = await asyncio.gather(*pedidos())
    print("gather:", en_orden)

    llegada = []
    for proxima in asyncio.as_completed(pedidos()):
        llegada.append(await proxima)  # la que termine antes
    print("as_completed:", llegada)

    assert en_orden == ["norte", "sur", "este"]
    assert sorted(llegada) == sorted(en_orden)


if __name__ == "__main__":
    asyncio.run(main())
