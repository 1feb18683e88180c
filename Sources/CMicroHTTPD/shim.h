#ifndef LINDUNG_CMICROHTTPD_SHIM_H
#define LINDUNG_CMICROHTTPD_SHIM_H
#include <microhttpd.h>

// MHD_start_daemon and MHD_get_…_info take variable lists of arguments, which the importer leaves out.
static inline struct MHD_Daemon *lindung_http_start(
    unsigned int flags, MHD_AccessHandlerCallback access, void *context, struct MHD_OptionItem *options) {
    return MHD_start_daemon(flags, 0, NULL, NULL, access, context, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

static inline int lindung_http_socket(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? (int)info->connect_fd : -1;
}

static inline const struct sockaddr *lindung_http_address(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info ? info->client_addr : NULL;
}
#endif
