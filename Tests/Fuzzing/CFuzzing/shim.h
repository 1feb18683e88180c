#ifndef LINDUNG_CFUZZING_SHIM_H
#define LINDUNG_CFUZZING_SHIM_H
#include <stddef.h>
#include <stdint.h>

// The driver of libFuzzer, which the compiler links where it is asked for.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*body)(const uint8_t *data, size_t size));

static inline int lindung_fuzz(int argc, char **argv, int (*body)(const uint8_t *data, size_t size)) {
    return LLVMFuzzerRunDriver(&argc, &argv, body);
}
#endif
