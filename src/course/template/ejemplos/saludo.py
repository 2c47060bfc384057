# Los ejemplos son programas completos: cualquiera puede descargarlos y ejecutarlos.
nombre = "Ana"
print("Hola,", nombre)
