/* Validates one Response with xmlsec as a service provider in C would: parse, find the signed element by its ID, verify
   with one key that is loaded already, read NameID and groups. Reads lines `<file> <milliseconds>` (0: once, to tell
   whether it holds); answers `<operations> <microseconds of CPU>`, or `rejected`. */
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <xmlsec/base64.h>
#include <xmlsec/crypto.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmlenc.h>
#include <xmlsec/xmlsec.h>
#include <xmlsec/xmltree.h>

static xmlSecKeyPtr key;
static xmlSecKeysMngrPtr decryption;
static const xmlChar *SAML = BAD_CAST "urn:oasis:names:tc:SAML:2.0:assertion";

static double cpu(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

static double wall(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static int count(xmlNodePtr node, const char *name) {
  int found = 0;
  for (xmlNodePtr at = node; at != NULL; at = at->next) {
    if (at->type != XML_ELEMENT_NODE) continue;
    if (xmlStrEqual(at->name, BAD_CAST name)) {
      xmlChar *text = xmlNodeGetContent(at);
      if (text != NULL && text[0] != 0) found++;
      xmlFree(text);
    }
    found += count(at->children, name);
  }
  return found;
}

/* The Signature that is a child of `parent`; 1 when it holds. */
static int verify(xmlDocPtr doc, xmlNodePtr parent) {
  xmlAttrPtr id = xmlHasProp(parent, BAD_CAST "ID");
  xmlNodePtr signature = xmlSecFindChild(parent, xmlSecNodeSignature, xmlSecDSigNs);
  if (id == NULL || signature == NULL) return 0;
  xmlChar *value = xmlGetProp(parent, BAD_CAST "ID");
  xmlAddID(NULL, doc, value, id);
  xmlFree(value);
  xmlSecDSigCtxPtr context = xmlSecDSigCtxCreate(NULL);
  context->signKey = xmlSecKeyDuplicate(key);
  int holds = xmlSecDSigCtxVerify(context, signature) == 0 && context->status == xmlSecDSigStatusSucceeded;
  xmlSecDSigCtxDestroy(context);
  return holds;
}

static int decrypt(xmlNodePtr encrypted) {
  xmlNodePtr data = xmlSecFindChild(encrypted, xmlSecNodeEncryptedData, xmlSecEncNs);
  xmlSecEncCtxPtr context = xmlSecEncCtxCreate(decryption);
  int done = data != NULL && xmlSecEncCtxDecrypt(context, data) == 0 && context->result != NULL;
  xmlSecEncCtxDestroy(context);
  return done;
}

static int validate(const char *base64, size_t size, xmlSecByte *octets) {
  int length = xmlSecBase64Decode(BAD_CAST base64, octets, size);
  if (length <= 0) return 0;
  xmlDocPtr doc = xmlReadMemory((const char *)octets, length, NULL, NULL, XML_PARSE_NONET);
  if (doc == NULL) return 0;
  xmlNodePtr root = xmlDocGetRootElement(doc);
  xmlNodePtr encrypted = xmlSecFindChild(root, BAD_CAST "EncryptedAssertion", SAML);
  int holds = encrypted == NULL || decrypt(encrypted);
  xmlNodePtr assertion = xmlSecFindChild(encrypted == NULL ? root : encrypted, BAD_CAST "Assertion", SAML);
  holds = holds && assertion != NULL && verify(doc, assertion);
  if (xmlSecFindChild(root, xmlSecNodeSignature, xmlSecDSigNs) != NULL) holds = holds && verify(doc, root);
  holds = holds && count(root->children, "NameID") == 1 && count(root->children, "AttributeValue") > 20;
  xmlFreeDoc(doc);
  return holds;
}

static void silent(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  xmlInitParser();
  xmlSecInit();
  xmlSecCryptoAppInit(NULL);
  xmlSecCryptoInit();
  xmlSecErrorsDefaultCallbackEnableOutput(0);
  xmlSetGenericErrorFunc(NULL, silent);
  key = xmlSecCryptoAppKeyLoad(argv[1], xmlSecKeyDataFormatCertPem, NULL, NULL, NULL);
  decryption = xmlSecKeysMngrCreate();
  xmlSecCryptoAppDefaultKeysMngrInit(decryption);
  xmlSecKeyPtr own = xmlSecCryptoAppKeyLoad(argv[2], xmlSecKeyDataFormatPem, NULL, NULL, NULL);
  if (key == NULL || own == NULL) return 3;
  xmlSecCryptoAppDefaultKeysMngrAdoptKey(decryption, own);
  static char file[4096], base64[1 << 20];
  static xmlSecByte octets[1 << 20];
  double milliseconds;
  while (scanf("%4095s %lf", file, &milliseconds) == 2) {
    FILE *in = fopen(file, "rb");
    size_t size = in == NULL ? 0 : fread(base64, 1, sizeof base64 - 1, in);
    if (in != NULL) fclose(in);
    base64[size] = 0;
    long operations = 0;
    double began = cpu(), end = wall() + milliseconds;
    int holds = 1;
    do {
      holds = validate(base64, sizeof octets, octets);
      operations++;
    } while (holds && wall() < end);
    if (holds) printf("%ld %.0f\n", operations, cpu() - began);
    else printf("rejected\n");
    fflush(stdout);
  }
  return 0;
}
