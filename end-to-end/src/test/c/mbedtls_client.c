/*
 * What a device with mbedTLS 2.28 needs of it to enrol, in the manner of other libraries' command-line tools, which
 * mbedTLS comes without in Debian:
 *
 *   mbedtls_client request KEY                                  writes a certification request for a key
 *   mbedtls_client connect HOST PORT CA_FILE [CERTIFICATE KEY]  a TLS connection between its input and its output
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/error.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>
#include <mbedtls/x509_csr.h>

static mbedtls_entropy_context entropy;
static mbedtls_ctr_drbg_context random_octets;
static mbedtls_pk_context key;

static void check(int result, const char *what)
{
    char reason[200];
    if (result >= 0)
        return;
    mbedtls_strerror(result, reason, sizeof reason);
    fprintf(stderr, "%s: %s\n", what, reason);
    exit(1);
}

static void read_key(const char *file)
{
    mbedtls_pk_init(&key);
    check(mbedtls_pk_parse_keyfile(&key, file, NULL), file);
}

static void write_request(void)
{
    static unsigned char pem[4096];
    mbedtls_x509write_csr request;
    mbedtls_x509write_csr_init(&request);
    mbedtls_x509write_csr_set_md_alg(&request, MBEDTLS_MD_SHA256);
    mbedtls_x509write_csr_set_key(&request, &key);
    check(mbedtls_x509write_csr_set_subject_name(&request, "CN=any"), "subject");
    check(mbedtls_x509write_csr_pem(&request, pem, sizeof pem, mbedtls_ctr_drbg_random, &random_octets), "request");
    fputs((char *)pem, stdout);
}

static void send_all(mbedtls_ssl_context *tls, const unsigned char *octets, size_t length)
{
    for (size_t sent = 0; sent < length;) {
        int result = mbedtls_ssl_write(tls, octets + sent, length - sent);
        check(result, "write");
        sent += (size_t)result;
    }
}

/* Until the other side closes the connection; the end of the input ends nothing. */
static void relay(mbedtls_ssl_context *tls, int socket)
{
    unsigned char octets[4096];
    struct pollfd sources[] = {{.fd = socket, .events = POLLIN}, {.fd = STDIN_FILENO, .events = POLLIN}};

    for (;;) {
        sources[0].revents = POLLIN;
        sources[1].revents = 0;
        if (mbedtls_ssl_get_bytes_avail(tls) == 0 && poll(sources, 2, -1) < 0)
            return;
        if (sources[1].revents != 0) {
            ssize_t got = read(STDIN_FILENO, octets, sizeof octets);
            if (got <= 0)
                sources[1].fd = -1;
            else
                send_all(tls, octets, (size_t)got);
        }
        if (sources[0].revents != 0) {
            int got = mbedtls_ssl_read(tls, octets, sizeof octets);
            if (got == 0 || got == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY)
                return;
            check(got, "read");
            fwrite(octets, 1, (size_t)got, stdout);
        }
    }
}

static void connect_to(const char *host, const char *port, const char *ca_file, const char *certificate_file)
{
    mbedtls_net_context socket;
    mbedtls_ssl_context tls;
    mbedtls_ssl_config settings;
    mbedtls_x509_crt authorities, certificate;

    mbedtls_x509_crt_init(&authorities);
    check(mbedtls_x509_crt_parse_file(&authorities, ca_file), ca_file);
    mbedtls_ssl_config_init(&settings);
    check(mbedtls_ssl_config_defaults(&settings, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                      MBEDTLS_SSL_PRESET_DEFAULT),
          "settings");
    mbedtls_ssl_conf_ca_chain(&settings, &authorities, NULL);
    mbedtls_ssl_conf_rng(&settings, mbedtls_ctr_drbg_random, &random_octets);
    if (certificate_file != NULL) {
        mbedtls_x509_crt_init(&certificate);
        check(mbedtls_x509_crt_parse_file(&certificate, certificate_file), certificate_file);
        check(mbedtls_ssl_conf_own_cert(&settings, &certificate, &key), "certificate");
    }
    mbedtls_ssl_init(&tls);
    check(mbedtls_ssl_setup(&tls, &settings), "setup");
    check(mbedtls_ssl_set_hostname(&tls, host), "host name");
    mbedtls_net_init(&socket);
    check(mbedtls_net_connect(&socket, host, port, MBEDTLS_NET_PROTO_TCP), "connect");
    mbedtls_ssl_set_bio(&tls, &socket, mbedtls_net_send, mbedtls_net_recv, NULL);
    check(mbedtls_ssl_handshake(&tls), "handshake");
    printf("%s with %s\n", mbedtls_ssl_get_version(&tls), mbedtls_ssl_get_ciphersuite(&tls));
    fflush(stdout);
    relay(&tls, socket.fd);
}

int main(int count, char **arguments)
{
    mbedtls_entropy_init(&entropy);
    mbedtls_ctr_drbg_init(&random_octets);
    check(mbedtls_ctr_drbg_seed(&random_octets, mbedtls_entropy_func, &entropy, NULL, 0), "random octets");
    if (count == 3 && strcmp(arguments[1], "request") == 0) {
        read_key(arguments[2]);
        write_request();
    } else if ((count == 5 || count == 7) && strcmp(arguments[1], "connect") == 0) {
        if (count == 7)
            read_key(arguments[6]);
        connect_to(arguments[2], arguments[3], arguments[4], count == 7 ? arguments[5] : NULL);
    } else {
        fprintf(stderr, "usage: mbedtls_client request KEY | connect HOST PORT CA_FILE [CERTIFICATE KEY]\n");
        return 2;
    }
    return 0;
}
