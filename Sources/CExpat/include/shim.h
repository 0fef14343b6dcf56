/* The door to expat. Its functions have fixed types that Swift sees; nothing needs a wrapper. */
#pragma once
#include <expat.h>
