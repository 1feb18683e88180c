#include <spawn.h>

// What the C library has and shows only to those who ask for GNU's extensions.
extern int pipe2(int ends[2], int flags);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
