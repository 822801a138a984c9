/* A file that belongs to a record. What is in it lies beside the book, under its hash. */
#ifndef MODEL_DOCUMENT_H
#define MODEL_DOCUMENT_H

#include "model/field.h"

/* Bytes that go over the wire at once. */
#define DOCUMENT_CHUNK (512 * 1024)

/* MB that a file may have, where the setting document_limit says nothing else. */
#define DOCUMENT_LIMIT 50

/* A document belongs to the record that one of these refers to. For another entity to have documents it takes its
 * reference among them, the column, and its row "documents" among the entity's children (src/model/choices.c). */
#define DOCUMENT_OF_FIRST DOCUMENT_CUSTOMER
#define DOCUMENT_OF_LAST  DOCUMENT_PRODUCT

#define DOCUMENT_FIELDS(X)                                                                         \
	COMMON_FIELDS(X, DOCUMENT)                                                                 \
	X(DOCUMENT, NAME, .name = "name", .label = N_("Name"), .type = FIELD_TEXT,                 \
	  .flags = FIELD_REQUIRED | FIELD_LIST | FIELD_FORM | FIELD_FIND, .width = 26,             \
	  .alias = "document", .help = N_("The file's name, without a folder."))                   \
	X(DOCUMENT, CUSTOMER, .name = "customer", .label = N_("Customer"), .type = FIELD_REF,      \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .ref = "customer", .width = 22,                     \
	  .shrink = 2, .help = N_("The customer it belongs to."))                                  \
	X(DOCUMENT, CONTACT, .name = "contact", .label = N_("Contact"), .type = FIELD_REF,         \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .ref = "contact", .width = 18, .shrink = 6,         \
	  .help = N_("The contact it belongs to."))                                                \
	X(DOCUMENT, DEAL, .name = "deal", .label = N_("Deal"), .type = FIELD_REF,                  \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .ref = "deal", .width = 20, .shrink = 6,            \
	  .help = N_("The deal it belongs to."))                                                   \
	X(DOCUMENT, ACTIVITY, .name = "activity", .label = N_("Activity"), .type = FIELD_REF,      \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .ref = "activity", .width = 20, .shrink = 6,        \
	  .help = N_("The activity it belongs to."))                                               \
	X(DOCUMENT, INVOICE, .name = "invoice", .label = N_("Invoice"), .type = FIELD_REF,         \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .ref = "invoice", .width = 12, .shrink = 6,         \
	  .help = N_("The invoice it belongs to."))                                                \
	X(DOCUMENT, CASE, .name = "case", .label = N_("Case"), .type = FIELD_REF,                  \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .ref = "case", .width = 20, .shrink = 6,            \
	  .help = N_("The case it belongs to."))                                                   \
	X(DOCUMENT, PRODUCT, .name = "product", .label = N_("Product"), .type = FIELD_REF,         \
	  .flags = FIELD_FORM | FIELD_PREVIEW, .ref = "product", .width = 18, .shrink = 6,         \
	  .help = N_("The product it belongs to."))                                                \
	X(DOCUMENT, OF, .name = "of", .label = N_("Of"), .type = FIELD_TEXT,                       \
	  .flags = FIELD_LIST | FIELD_COMPUTED, .width = 22, .shrink = 1,                          \
	  .help = N_("The record it belongs to, whatever it is."))                                 \
	X(DOCUMENT, REVISION, .name = "revision", .label = N_("Rev."), .type = FIELD_INT,          \
	  .flags = FIELD_SYSTEM | FIELD_LIST | FIELD_PREVIEW, .width = 4, .shrink = 3,             \
	  .help = N_("Which of the files of this name at this record it is, from 1."))             \
	X(DOCUMENT, SIZE, .name = "size", .label = N_("Bytes"), .type = FIELD_INT,                 \
	  .flags = FIELD_SYSTEM | FIELD_LIST | FIELD_PREVIEW, .width = 10, .shrink = 6,            \
	  .help = N_("How many bytes it has."))                                                    \
	X(DOCUMENT, AUTHOR, .name = "author", .label = N_("Author"), .type = FIELD_REF,            \
	  .flags = FIELD_SYSTEM | FIELD_LIST | FIELD_PREVIEW, .ref = "user", .width = 12, .shrink = 5, \
	  .help = N_("Who attached it."))                                                          \
	X(DOCUMENT, HASH, .name = "hash", .label = N_("Hash"), .type = FIELD_TEXT,                 \
	  .width = 12, .shrink = 9,                                                                \
	  .help = N_("What is in it, as BLAKE2b has it; the file lies under this name."))          \
	X(DOCUMENT, NOTE, .name = "note", .label = N_("Note"), .type = FIELD_NOTE,                 \
	  .flags = FIELD_MORE | FIELD_FIND, .width = 30, .shrink = 9,                              \
	  .help = N_("Anything worth knowing."))

#define DESCRIBE_DOCUMENT                                                                          \
	.name = "document", .label = N_("Document"), .plural = N_("Documents"),                    \
	.flags = ENTITY_PUBLIC | ENTITY_FIND, .title = "name", .order = "name,-revision,id",       \
	.columns = "name,revision,of,size,author,created",                                         \
	.help = N_("A file that belongs to a record.")

/* A name that is safe as a file's anywhere: the last part of a path, without control characters, not
 * hidden, at most 200 bytes; "document" where nothing is left. */
void document_name(struct sbuf *out, const char *path);

#endif
