#ifndef LINDUNG_CLIBYAML_SHIM_H
#define LINDUNG_CLIBYAML_SHIM_H
#include <yaml.h>
#endif
