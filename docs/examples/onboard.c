/*
 * A whole device in C with libssl and libcrypto (OpenSSL 3), for parts that have no shell: it proves its identity to
 * Hallmark over one connection of TLS 1.2 or 1.3, gets its certificate, and is told how to reach its cloud.
 *
 *   cc -Wall -o onboard onboard.c -lssl -lcrypto
 *   onboard GATEWAY CA_FILE IDENTITY_KEY [DIRECTORY]
 *
 *   GATEWAY       host:port of the device gateway
 *   CA_FILE       PEM of the authority that the gateway's server certificate comes from
 *   IDENTITY_KEY  PEM of the P-256 key whose public half is registered; it only ever proves identity
 *   DIRECTORY     where key.pem, certificate.pem, connection.json and broker-ca.pem go (it must exist; default: here)
 *
 * TLS=1.2 makes it a device that knows nothing newer; PATIENCE is the number of seconds after which it gives up asking
 * (default 60). Run again, it goes on with the key.pem it has made.
 */
#include <ctype.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

enum { DIGEST = 32, LINE = 4096, BODY = 65536 };

static BIO *gateway;
static const char *host; /* and port, as it goes into each request */

static struct {
    int status;
    int retry_after;
    char body[BODY];
} answer;

static void die(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("onboard: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    ERR_print_errors_fp(stderr);
    exit(1);
}

static void need(int condition, const char *what)
{
    if (!condition)
        die("%s", what);
}

/* --- bytes ------------------------------------------------------------------------------------------------------- */

static char *base64(const unsigned char *octets, size_t length)
{
    char *text = malloc(4 * ((length + 2) / 3) + 1);
    need(text != NULL, "out of memory");
    EVP_EncodeBlock((unsigned char *)text, octets, (int)length);
    return text;
}

static char *base64url(const unsigned char *octets, size_t length)
{
    char *text = base64(octets, length);
    for (char *at = text; *at; at++)
        *at = *at == '+' ? '-' : *at == '/' ? '_' : *at == '=' ? '\0' : *at;
    return text;
}

/* Base64 or base64url, in lines or not, with padding or without; the result has room for it. */
static int from_base64(const char *text, unsigned char *octets)
{
    char clean[BODY + 4];
    size_t length = 0;
    for (; *text && length < BODY; text++)
        if (!isspace((unsigned char)*text) && *text != '=')
            clean[length++] = *text == '-' ? '+' : *text == '_' ? '/' : *text;
    size_t octets_in_all = length * 3 / 4;
    while (length % 4 != 0)
        clean[length++] = '=';
    need(EVP_DecodeBlock(octets, (unsigned char *)clean, (int)length) >= 0, "the gateway sent no base64");
    return (int)octets_in_all;
}

/* The text of one member of a JSON object that holds no other member of this name, as it is written there. */
static char *json(const char *name)
{
    char quoted[64];
    snprintf(quoted, sizeof quoted, "\"%s\"", name);
    char *from = strstr(answer.body, quoted);
    if (from != NULL)
        from = strchr(from + strlen(quoted), '"');
    char *end = from == NULL ? NULL : strchr(from + 1, '"');
    if (end == NULL)
        die("there is no %s in %.300s", name, answer.body);
    return strndup(from + 1, (size_t)(end - from - 1));
}

/* --- keys -------------------------------------------------------------------------------------------------------- */

static EVP_PKEY *read_key(const char *file)
{
    BIO *in = BIO_new_file(file, "r");
    EVP_PKEY *key = in == NULL ? NULL : PEM_read_bio_PrivateKey(in, NULL, NULL, NULL);
    BIO_free(in);
    return key;
}

/* The operational key: the one that was made before, or a new one. */
static EVP_PKEY *key_in(const char *file)
{
    EVP_PKEY *key = access(file, F_OK) == 0 ? read_key(file) : NULL;
    if (key != NULL)
        return key;
    key = EVP_EC_gen("P-256");
    BIO *out = BIO_new_file(file, "w");
    if (out == NULL || !PEM_write_bio_PrivateKey(out, key, NULL, NULL, 0, NULL, NULL))
        die("cannot write %s", file);
    BIO_free(out);
    return key;
}

static size_t public_key(EVP_PKEY *key, unsigned char **der)
{
    *der = NULL;
    int length = i2d_PUBKEY(key, der);
    need(length > 0, "the key cannot be encoded");
    return (size_t)length;
}

static char *public_key_base64(EVP_PKEY *key)
{
    unsigned char *der;
    size_t length = public_key(key, &der);
    char *text = base64(der, length);
    OPENSSL_free(der);
    return text;
}

static void public_key_digest(EVP_PKEY *key, unsigned char digest[DIGEST])
{
    unsigned char *der;
    size_t length = public_key(key, &der);
    need(EVP_Digest(der, length, digest, NULL, EVP_sha256(), NULL), "SHA-256 failed");
    OPENSSL_free(der);
}

/* --- one TLS connection, and HTTP/1.1 on it ---------------------------------------------------------------------- */

static SSL *connect_to(const char *address, const char *ca_file)
{
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    const char *newest = getenv("TLS");
    SSL *tls = NULL;

    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    if (newest != NULL && strcmp(newest, "1.2") == 0)
        SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
    if (!SSL_CTX_load_verify_locations(context, ca_file, NULL))
        die("cannot read the CA file %s", ca_file);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);

    BIO *connection = BIO_new_ssl_connect(context);
    BIO_get_ssl(connection, &tls);
    SSL_set_mode(tls, SSL_MODE_AUTO_RETRY);
    char *name = strndup(address, strcspn(address, ":"));
    SSL_set_tlsext_host_name(tls, name);
    SSL_set1_host(tls, name);
    free(name);
    BIO_set_conn_hostname(connection, address);
    if (BIO_do_handshake(connection) != 1)
        die("no TLS connection to %s", address);
    gateway = BIO_push(BIO_new(BIO_f_buffer()), connection);
    return tls;
}

/*
 * RFC 9266: the exporter with a context of length zero, which both ends of this connection know and nobody else. In TLS
 * 1.2 that is not the same as no context (RFC 5705 §4), hence use_context = 1, and it is good for nothing without the
 * extended master secret.
 */
static void export_binding(SSL *tls, unsigned char binding[DIGEST])
{
    static const char label[] = "EXPORTER-Channel-Binding";

    if (SSL_version(tls) < TLS1_3_VERSION)
        need(SSL_get_extms_support(tls) == 1, "this connection has no extended master secret");
    need(SSL_export_keying_material(tls, binding, DIGEST, label, sizeof label - 1, (const unsigned char *)"", 0, 1) == 1,
         "the exporter failed");
}

static void read_line(char line[LINE])
{
    need(BIO_gets(gateway, line, LINE) > 0, "the gateway closed the connection; run this again");
    line[strcspn(line, "\r\n")] = '\0';
}

static void read_body(size_t *length, size_t more)
{
    need(more < BODY - *length, "the answer is too long");
    for (size_t end = *length + more; *length < end;) {
        int got = BIO_read(gateway, answer.body + *length, (int)(end - *length));
        need(got > 0, "the gateway closed the connection in the middle of an answer");
        *length += (size_t)got;
    }
    answer.body[*length] = '\0';
}

static void read_answer(void)
{
    char line[LINE];
    size_t length = 0, declared = 0;
    int chunked = 0;

    read_line(line);
    need(sscanf(line, "HTTP/1.1 %d", &answer.status) == 1, "this is not HTTP/1.1");
    answer.retry_after = 1;
    for (read_line(line); *line; read_line(line)) {
        if (strncasecmp(line, "Content-Length:", 15) == 0)
            declared = strtoul(line + 15, NULL, 10);
        else if (strncasecmp(line, "Retry-After:", 12) == 0)
            answer.retry_after = atoi(line + 12);
        else if (strncasecmp(line, "Transfer-Encoding:", 18) == 0)
            chunked = strstr(line, "chunked") != NULL;
    }
    answer.body[0] = '\0';
    if (!chunked) {
        read_body(&length, declared);
        return;
    }
    for (read_line(line); (declared = strtoul(line, NULL, 16)) > 0; read_line(line)) {
        read_body(&length, declared);
        read_line(line);
    }
    do
        read_line(line); /* trailers, and the empty line that ends it all */
    while (*line);
}

/* The token stands in the request when it has one, the content type when it has a body. */
static void request(const char *method, const char *path, const char *type, const char *body, const char *token)
{
    BIO_printf(gateway, "%s %s HTTP/1.1\r\nHost: %s\r\n", method, path, host);
    if (token != NULL)
        BIO_printf(gateway, "Authorization: Bearer %s\r\n", token);
    if (type != NULL)
        BIO_printf(gateway, "Content-Type: %s\r\nContent-Length: %zu\r\n", type, strlen(body));
    BIO_printf(gateway, "\r\n%s", type == NULL ? "" : body);
    need(BIO_flush(gateway) == 1, "the gateway closed the connection; run this again");
    read_answer();
}

/* What may pass by itself: not registered yet, not ready yet, too many requests, something is away. */
static int passing(void)
{
    return answer.status == 202 || answer.status == 404 || answer.status == 429 || answer.status == 502 ||
           answer.status == 503;
}

/* Asks until the status is the wanted one, as long as that may yet be and patience lasts. */
static void ask(const char *what, int wanted, const char *method, const char *path, const char *type, const char *body,
                const char *token)
{
    static time_t deadline;
    const char *patience = getenv("PATIENCE");

    if (deadline == 0)
        deadline = time(NULL) + (patience == NULL ? 60 : atoi(patience));
    for (request(method, path, type, body, token); answer.status != wanted; request(method, path, type, body, token)) {
        if (!passing() || time(NULL) > deadline)
            die("%s refused: %d %.300s", what, answer.status, answer.body);
        fprintf(stderr, "%s: %d; asking again\n", what, answer.status);
        sleep((unsigned)answer.retry_after + 1);
    }
}

/* --- the journey ------------------------------------------------------------------------------------------------- */

/* What is signed: what was asked, this connection, and the keys. */
static struct {
    unsigned char octets[1024];
    size_t length;
} transcript;

static void append(const void *octets, size_t length)
{
    need(length <= sizeof transcript.octets - transcript.length, "the challenge is too long");
    memcpy(transcript.octets + transcript.length, octets, length);
    transcript.length += length;
}

static void append_text(const char *text)
{
    size_t length = strlen(text);
    unsigned char prefix[] = {(unsigned char)(length >> 8), (unsigned char)length};
    append(prefix, sizeof prefix);
    append(text, length);
}

static void append_digest(EVP_PKEY *key)
{
    unsigned char digest[DIGEST];
    public_key_digest(key, digest);
    append(digest, DIGEST);
}

static char *signature(EVP_PKEY *identity)
{
    unsigned char der[128];
    size_t length = sizeof der;
    EVP_MD_CTX *signing = EVP_MD_CTX_new();
    need(EVP_DigestSignInit(signing, NULL, EVP_sha256(), NULL, identity) == 1 &&
             EVP_DigestSign(signing, der, &length, transcript.octets, transcript.length) == 1,
         "the identity key cannot sign");
    EVP_MD_CTX_free(signing);
    return base64url(der, length);
}

/* 1. The challenge. A device that Hallmark does not know, or not yet, is "not found". */
static void ask_for_challenge(EVP_PKEY *identity)
{
    char body[LINE];
    snprintf(body, sizeof body, "{\"publicKey\":\"%s\",\"purpose\":\"onboard\"}", public_key_base64(identity));
    ask("challenge", 201, "POST", "/attestation/v1/challenges", "application/json", body, NULL);
}

/* 2. The evidence: a signature by the identity key. A nonce is good for one attempt, so this is sent once. */
static void send_evidence(EVP_PKEY *identity, EVP_PKEY *key, const unsigned char binding[DIGEST])
{
    static const unsigned char zeros[DIGEST], software_version[] = {0, 0, 0, 1};
    unsigned char nonce[DIGEST + 3];
    char *challenge = json("challengeId"), path[LINE], body[LINE];
    int bound = strcmp(json("binding"), "tls-exporter") == 0; /* else the gateway cannot see this TLS connection */

    need(from_base64(json("nonce"), nonce) == DIGEST, "the nonce has not 32 bytes");
    append("HALLMARK-ATTEST-v1", sizeof "HALLMARK-ATTEST-v1");
    append_text(json("audience"));
    append_text(challenge);
    append(nonce, DIGEST);
    append(bound ? binding : zeros, DIGEST);
    append_digest(identity);
    append_digest(key);
    append(zeros, DIGEST); /* no firmware key */
    append(software_version, sizeof software_version);

    snprintf(path, sizeof path, "/attestation/v1/challenges/%s/evidence", challenge);
    snprintf(body, sizeof body, "{\"signature\":\"%s\",\"operationalKey\":\"%s\",\"softwareVersion\":1}",
             signature(identity), public_key_base64(key));
    request("POST", path, "application/vnd.hallmark.evidence+json", body, NULL);
    if (answer.status != 200)
        die("evidence refused: %d %.300s", answer.status, answer.body);
}

static char *certification_request(EVP_PKEY *key, const char *name)
{
    X509_REQ *csr = X509_REQ_new();
    unsigned char *der = NULL;
    need(X509_REQ_set_version(csr, X509_REQ_VERSION_1) &&
             X509_NAME_add_entry_by_txt(X509_REQ_get_subject_name(csr), "CN", MBSTRING_UTF8,
                                        (const unsigned char *)name, -1, -1, 0) &&
             X509_REQ_set_pubkey(csr, key) && X509_REQ_sign(csr, key, EVP_sha256()),
         "the certification request cannot be made");
    int length = i2d_X509_REQ(csr, &der);
    char *text = base64(der, (size_t)length);
    X509_REQ_free(csr);
    OPENSSL_free(der);
    return text;
}

/* 3. The certificate, by EST: a PKCS#7 structure with nothing but certificates in it, in any order. */
static void enrol(EVP_PKEY *key, const char *name, const char *est, const char *token, const char *file)
{
    static unsigned char der[BODY];
    const unsigned char *at = der;
    char path[LINE];

    snprintf(path, sizeof path, "%s/simpleenroll", est);
    ask("certificate", 200, "POST", path, "application/pkcs10", certification_request(key, name), token);
    PKCS7 *pkcs7 = d2i_PKCS7(NULL, &at, from_base64(answer.body, der));
    need(pkcs7 != NULL && PKCS7_type_is_signed(pkcs7), "there are no certificates in the answer");
    STACK_OF(X509) *certificates = pkcs7->d.sign->cert;
    int own = 0;
    while (own < sk_X509_num(certificates) && !X509_check_private_key(sk_X509_value(certificates, own), key))
        own++;
    need(own < sk_X509_num(certificates), "no certificate in the answer is for this key");

    BIO *out = BIO_new_file(file, "w");
    if (out == NULL || !PEM_write_bio_X509(out, sk_X509_value(certificates, own)) || BIO_flush(out) != 1)
        die("cannot write %s", file);
    BIO_free(out);
    PKCS7_free(pkcs7);
}

static void write_text(const char *file, const char *text)
{
    FILE *out = fopen(file, "w");
    if (out == NULL || fputs(text, out) == EOF || fclose(out) == EOF)
        die("cannot write %s", file);
}

/* In JSON a line of PEM ends with a backslash and an n. */
static char *lines(char *text)
{
    char *to = text;
    for (const char *from = text; *from; to++)
        if (from[0] == '\\' && from[1] == 'n') {
            *to = '\n';
            from += 2;
        } else {
            *to = *from++;
        }
    *to = '\0';
    return text;
}

/* 4. The connection details; the service holds its answer back until they are ready. */
static void learn_connection(const char *token)
{
    ask("connection details", 200, "GET", "/connection/v1", NULL, NULL, token);
    write_text("connection.json", answer.body);
    write_text("broker-ca.pem", lines(json("caCertificates")));
    printf("onboarded to %s at %s\n", json("target"), json("host"));
}

int main(int count, char **arguments)
{
    if (count != 4 && count != 5)
        die("usage: onboard GATEWAY CA_FILE IDENTITY_KEY [DIRECTORY]");
    host = arguments[1];
    umask(077);
    signal(SIGPIPE, SIG_IGN);

    EVP_PKEY *identity = read_key(arguments[3]);
    if (identity == NULL)
        die("cannot read the identity key %s", arguments[3]);
    unsigned char id[DIGEST], binding[DIGEST];
    public_key_digest(identity, id);
    printf("device ");
    for (size_t number = 0; number < DIGEST; number++)
        printf("%02x", id[number]);

    SSL *tls = connect_to(host, arguments[2]);
    if (count == 5 && chdir(arguments[4]) != 0)
        die("there is no directory %s", arguments[4]);
    export_binding(tls, binding);
    printf(" over %s\n", SSL_get_version(tls));
    EVP_PKEY *key = key_in("key.pem");

    ask_for_challenge(identity);
    send_evidence(identity, key, binding);
    char *token = json("token"), *name = json("commonName"), *est = json("path");
    printf("attested as %s\n", name);
    enrol(key, name, est, token, "certificate.pem");
    printf("certificate in certificate.pem\n");
    learn_connection(token);
    return 0;
}
