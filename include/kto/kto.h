/*
 * kto/kto.h — the stable C face of kto: which personas of the school diary may a person enter, whom ESIA
 * (Госуслуги) has just vouched for; and if none, why, and who can mend it.
 *
 * One promise for C, C++, Go, Java, PHP …: what stands here keeps its meaning, its numbers and its layout
 * for as long as the library is called libkto.so.1. What may still change is in kto/kto_unstable.h.
 * docs/c-abi.md tells the rules at length; in short:
 *
 *  - Handles are opaque, named and typed. Whoever got one from a function that says so frees it with the
 *    function named there; free functions take NULL. Values (names, comparisons, requests, rules, outcomes,
 *    errors, strings) never change: any thread may read one, one thread frees it. Stores, sources, ledgers
 *    and resolvers may be used from many threads at once.
 *  - A function that can fail returns a kto_status. KTO_OK says that the question could be answered; the
 *    answer itself («nobody», «ask the school») is no status. After a failure no output was touched.
 *  - The last parameter `err`, where there is one, may be NULL. Else it is set: to NULL after success, to an
 *    error to be freed by kto_error_free after failure.
 *  - Text in: kto_text, UTF-8, not ended by a NUL; it is read during the call only. {NULL, 0} is "absent";
 *    {NULL, n} is KTO_E_BAD_ARGUMENT. Text out: borrowed from the handle it was asked of, alive until that is
 *    freed; texts without a handle live for ever. Nobody frees a char pointer of ours.
 *  - Structs that begin with `struct_size` grow at the end only. Set it to sizeof of the struct and zero the
 *    rest: zero means "as if the member were not there". Too small for the members of its first version is
 *    KTO_E_BAD_ARGUMENT; a larger one from the future (up to 4,096 bytes) is taken when its unknown tail is zero.
 *    For structs that kto fills the same size bounds what is written. The other structs are fixed for ever.
 *  - Callbacks run on the thread of the call, return before it does, and may call kto with other handles. A
 *    C++ callback that throws costs KTO_E_CALLBACK; nothing is thrown across.
 *  - No environment variable, no global locale is read or set. After fork() a child's calls on a store, and
 *    on what was made over it, answer KTO_E_FORKED.
 *  - No error, name of a code or text of a status ever repeats what somebody supplied. Handles hold personal
 *    data; texts asked of them must not be logged.
 */
#ifndef KTO_KTO_H
#define KTO_KTO_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define KTO_API __attribute__((visibility("default")))
#else
#define KTO_API
#endif

/* Written so that C++ sees that no C function throws. */
#if defined(__cplusplus)
#define KTO_NOEXCEPT noexcept
#define KTO_BEGIN extern "C" {
#define KTO_END }
#else
#define KTO_NOEXCEPT
#define KTO_BEGIN
#define KTO_END
#endif

KTO_BEGIN

/** @defgroup version Version */
/** @{ */

/** The version of this header; kto_version_number() tells that of the library. @since 0.1 */
#define KTO_VERSION_MAJOR 0
#define KTO_VERSION_MINOR 1
#define KTO_VERSION_PATCH 0
#define KTO_VERSION_NUMBER (KTO_VERSION_MAJOR * 1000000 + KTO_VERSION_MINOR * 1000 + KTO_VERSION_PATCH)

/** Borrowed or given text: UTF-8, `size` bytes, no NUL at the end by contract. Fixed for ever. @since 0.1 */
typedef struct kto_text {
  const char* data;
  size_t size;
} kto_text;

/** Version of the library at run time, "0.1.0". Lives for ever. @since 0.1 */
KTO_API kto_text kto_version(void) KTO_NOEXCEPT;
/** The same as KTO_VERSION_NUMBER of the header that the library was built with. @since 0.1 */
KTO_API int32_t kto_version_number(void) KTO_NOEXCEPT;
/** @} */

/** @defgroup status Statuses and errors */
/** @{ */

/** Could the question be answered? KTO_OK or one of KTO_E_…; leave room for numbers you do not know. @since 0.1 */
typedef int32_t kto_status;

/** Statuses. Numbers have gaps and are never used twice; docs/c-abi.md tells what to do about each. @since 0.1 */
#define KTO_OK 0                     /**< the question was answered, whatever the answer is */
#define KTO_E_BAD_ARGUMENT 10        /**< an argument is out of its range */
#define KTO_E_BAD_UTF8 20            /**< the text is not UTF-8 */
#define KTO_E_BAD_ENCODING 22        /**< the bytes do not fit the encoding */
#define KTO_E_UNKNOWN_ENCODING 24    /**< the encoding cannot be told */
#define KTO_E_TOO_LONG 30            /**< the text is longer than allowed */
#define KTO_E_TOO_DEEP 32            /**< the value is nested deeper than allowed */
#define KTO_E_TOO_MANY 34            /**< there are more items than allowed */
#define KTO_E_EMPTY 40               /**< there is nothing here */
#define KTO_E_CONTROL_CHARACTER 50   /**< a control character is not allowed here */
#define KTO_E_BIDI_CONTROL 52        /**< a text-direction control is not allowed here */
#define KTO_E_BAD_JSON 60            /**< this is not JSON */
#define KTO_E_REPEATED_KEY 62        /**< a key stands twice in one object */
#define KTO_E_WRONG_TYPE 64          /**< the value has another type than it must */
#define KTO_E_MISSING_FIELD 66       /**< a field that must be there is missing */
#define KTO_E_UNKNOWN_FIELD 68       /**< a field that is not known here */
#define KTO_E_BAD_VALUE 70           /**< the value is not one of those allowed */
#define KTO_E_BAD_DATE 72            /**< this is not a date */
#define KTO_E_BAD_REGION 74          /**< this is not a region number of two digits */
#define KTO_E_REGION_MISSING 76      /**< no region is stated */
#define KTO_E_REGION_DIFFERS 78      /**< the stated regions differ */
#define KTO_E_CONTRADICTION 80       /**< two fields contradict each other */
#define KTO_E_NOT_A_TABLE 90         /**< this is not a table of text */
#define KTO_E_NO_HEADER 92           /**< no line of known column headings was found */
#define KTO_E_COLUMN_MISSING 94      /**< a column that must be there is missing */
#define KTO_E_COLUMN_REPEATED 96     /**< two columns have one meaning */
#define KTO_E_UNTERMINATED_QUOTE 98  /**< a quoted cell has no end */
#define KTO_E_FILE_NOT_FOUND 100     /**< the file is not there */
#define KTO_E_FILE_EXISTS 102        /**< the file exists already */
#define KTO_E_FILE_READ 104          /**< the file cannot be read */
#define KTO_E_FILE_WRITE 106         /**< the file cannot be written */
#define KTO_E_DISK_FULL 108          /**< there is no room left on the disk */
#define KTO_E_FILE_TRUNCATED 110     /**< the file ends too early */
#define KTO_E_NOT_A_DATABASE 120     /**< the file is not a kto database */
#define KTO_E_STORE_VERSION 122      /**< the database was written by a newer kto */
#define KTO_E_STORE_BUSY 124         /**< another process is writing to the database */
#define KTO_E_STORE_READ_ONLY 126    /**< the database cannot be written to */
#define KTO_E_STORE_CORRUPT 128      /**< the database is damaged */
#define KTO_E_STORE_FAILED 130       /**< the database failed */
#define KTO_E_STORE_UNKNOWN 132      /**< no store of this kind is known */
#define KTO_E_ALREADY_LINKED 134     /**< the persona is linked already */
#define KTO_E_NOT_FOUND 136          /**< no such record */
#define KTO_E_KEY_MISSING 150        /**< the database is sealed and no key was given */
#define KTO_E_KEY_WRONG 152          /**< this is not the key of the database */
#define KTO_E_KEY_FILE_BAD 154       /**< this is not a kto key file */
#define KTO_E_KEY_NOT_WANTED 156     /**< the database is not sealed but a key was given */
#define KTO_E_SEAL_BROKEN 158        /**< a sealed record cannot be opened */
#define KTO_E_CRYPTO_FAILED 160      /**< the cryptographic provider failed */
#define KTO_E_FORKED 170             /**< the store was opened before a fork */
#define KTO_E_CANCELLED 180          /**< stopped as asked; nothing was changed */
#define KTO_E_NEEDS_CONFIRMATION 182 /**< this would archive more people than allowed without confirmation */
#define KTO_E_NO_ICU 190             /**< the text library offers no ICU back end */
#define KTO_E_INTERNAL 200           /**< a fault inside kto */
#define KTO_E_MEMORY 210             /**< memory ran out; nothing was changed */
#define KTO_E_CALLBACK 220           /**< a callback threw, or answered something outside its contract */
#define KTO_E_HANDLE 230             /**< a handle is NULL, of another kind or (told in debug builds only) freed */

/** Name of a status, "bad_utf8"; "unknown" for a number that this library does not know. Lives for ever. @since 0.1 */
KTO_API kto_text kto_status_name(kto_status status) KTO_NOEXCEPT;
/** What a status means, in English. Lives for ever. @since 0.1 */
KTO_API kto_text kto_status_text(kto_status status) KTO_NOEXCEPT;

/** Why and where a call failed. Holds codes, offsets and names of our own fields, never what was supplied.
 * @since 0.1 */
typedef struct kto_error kto_error;

/** The status that the failed call returned. NULL: KTO_E_HANDLE. @since 0.1 */
KTO_API kto_status kto_error_status(const kto_error* error) KTO_NOEXCEPT;
/** Bytes from the start of the input to the fault; −1 = no place is known. @since 0.1 */
KTO_API int64_t kto_error_offset(const kto_error* error) KTO_NOEXCEPT;
/** Line of the fault, from 1; 0 = none is known. @since 0.1 */
KTO_API int64_t kto_error_line(const kto_error* error) KTO_NOEXCEPT;
/** The back end's own number: errno, SQLite's extended code, what a source of yours gave; 0 = none. @since 0.1 */
KTO_API int64_t kto_error_backend(const kto_error* error) KTO_NOEXCEPT;
/** Name of the field at fault from kto's own tables ("surname", "struct_size"); may be empty. @since 0.1 */
KTO_API kto_text kto_error_field(const kto_error* error) KTO_NOEXCEPT;
/** All of it in one English line, without personal data. @since 0.1 */
KTO_API kto_text kto_error_text(const kto_error* error) KTO_NOEXCEPT;
/** Frees an error; NULL is allowed. @since 0.1 */
KTO_API void kto_error_free(kto_error* error) KTO_NOEXCEPT;

/** Text that is yours to free: kto_string_free. @since 0.1 */
typedef struct kto_string kto_string;
/** The text; alive until the string is freed. @since 0.1 */
KTO_API kto_text kto_string_text(const kto_string* string) KTO_NOEXCEPT;
/** Frees a string; NULL is allowed. @since 0.1 */
KTO_API void kto_string_free(kto_string* string) KTO_NOEXCEPT;

/**
 * Makes the shared objects of the text library (ICU, Boost.Locale) now rather than at the first call that needs
 * them: a server calls it once at start, so that their want shows at once. May be called again.
 * @return KTO_OK; KTO_E_NO_ICU or KTO_E_INTERNAL when the text library cannot be used.
 * @since 0.1
 */
KTO_API kto_status kto_start(kto_error** err) KTO_NOEXCEPT;
/** @} */

/** @defgroup common Small values */
/** @{ */

/** A civil date, 1000…9999; all zero = absent. Fixed for ever. @since 0.1 */
typedef struct kto_date {
  int32_t year;
  int32_t month; /**< 1…12 */
  int32_t day;   /**< 1…31 */
} kto_date;

/** A statement that may be absent, as JSON's may. @since 0.1 */
#define KTO_ABSENT 0
#define KTO_FALSE 1
#define KTO_TRUE 2

/** Languages of texts for people; 0 is Russian. @since 0.1 */
#define KTO_LANG_RU 1
#define KTO_LANG_EN 2

/** Sex as stated. @since 0.1 */
#define KTO_SEX_UNKNOWN 0
#define KTO_SEX_MALE 1
#define KTO_SEX_FEMALE 2

/** Issuers of identities: ESIA itself and its test stand. @since 0.1 */
#define KTO_ISSUER_PRODUCTION 1
#define KTO_ISSUER_TEST_STAND 2

/** Roles in a school. @since 0.1 */
#define KTO_ROLE_UNKNOWN 0
#define KTO_ROLE_PUPIL 1
#define KTO_ROLE_PARENT 2
#define KTO_ROLE_TEACHER 3
#define KTO_ROLE_STAFF 4
#define KTO_ROLE_ADMINISTRATOR 5

/** Name of a role, "pupil"; "unknown" for other numbers. Lives for ever. @since 0.1 */
KTO_API kto_text kto_role_name(int32_t role) KTO_NOEXCEPT;

/** A row of the diary: region 1…99, organisation as the roster names it, id of up to 64 bytes. Fixed for ever.
 * @since 0.1 */
typedef struct kto_persona_key {
  kto_text organisation;
  kto_text id;
  int32_t region;
  int32_t reserved; /**< zero */
} kto_persona_key;
/** @} */

/** @defgroup names Full names (ФИО) */
/** @{ */

/** A name that can be folded. A value: any thread may read it. Free: kto_name_free. @since 0.1 */
typedef struct kto_name kto_name;

/** Parts of a name. @since 0.1 */
#define KTO_PART_WHOLE 0
#define KTO_PART_SURNAME 1
#define KTO_PART_GIVEN 2
#define KTO_PART_PATRONYMIC 3

/** Forms of a name: as given, folded for matching, in proper case for people. @since 0.1 */
#define KTO_FORM_GIVEN 1
#define KTO_FORM_FOLDED 2
#define KTO_FORM_DISPLAY 3

/**
 * Reads one line in either order of the diary («Андреева Мария Даниловна», «Гавриил Давидович Леви»).
 * @param line up to 1,024 code points
 * @param[out] out the name; free it with kto_name_free
 * @return KTO_OK; KTO_E_BAD_UTF8, KTO_E_CONTROL_CHARACTER, KTO_E_BIDI_CONTROL (with the offset); KTO_E_TOO_LONG;
 *   KTO_E_EMPTY (nothing but blanks and placeholders); KTO_E_BAD_ARGUMENT; KTO_E_MEMORY.
 * @since 0.1
 */
KTO_API kto_status kto_name_parse(kto_text line, kto_name** out, kto_error** err) KTO_NOEXCEPT;
/**
 * Reads three parts of up to 256 code points; absent = empty, «-», and for the patronymic «нет», «отсутствует».
 * At least one of surname and given name must be there.
 * @param surname,given,patronymic the parts; absent or empty = none
 * @param[out] out the name; free it with kto_name_free
 * @return as kto_name_parse; kto_error_field names the part.
 * @since 0.1
 */
KTO_API kto_status kto_name_from_parts(kto_text surname, kto_text given, kto_text patronymic, kto_name** out,
                                       kto_error** err) KTO_NOEXCEPT;
/**
 * One part in one form. KTO_PART_WHOLE is the parts that are there in the order surname, given name, patronymic,
 * one blank between.
 * @return borrowed from the name; empty when the part is absent or form or part are none of KTO_FORM_…, KTO_PART_….
 * @since 0.1
 */
KTO_API kto_text kto_name_text(const kto_name* name, int32_t form, int32_t part) KTO_NOEXCEPT;
/** 1 when the parts could be told apart with certainty, 0 when the line may be read in two orders. @since 0.1 */
KTO_API int32_t kto_name_order_certain(const kto_name* name) KTO_NOEXCEPT;

/** One thing that folding did to a name, so that a person can be shown which letter is wrong. @since 0.1 */
typedef struct kto_note {
  size_t struct_size;
  int32_t part;      /**< KTO_PART_… */
  int32_t rule;      /**< code of a name rule, see kto_name_rule_name */
  uint64_t position; /**< code points from the start of the part as given (KTO_PART_WHOLE: of the line) */
  uint64_t byte;     /**< bytes from the start of the input (from_parts: of the part's own text) */
  kto_text before;   /**< what stood there; borrowed from the name */
  kto_text after;    /**< what stands there now; borrowed from the name */
} kto_note;
/** How many notes a name has. @since 0.1 */
KTO_API size_t kto_name_note_count(const kto_name* name) KTO_NOEXCEPT;
/** Note `index`, 0…count−1. @return KTO_OK, KTO_E_HANDLE, KTO_E_BAD_ARGUMENT (index, struct_size). @since 0.1 */
KTO_API kto_status kto_name_note_at(const kto_name* name, size_t index, kto_note* out) KTO_NOEXCEPT;
/** Frees a name; NULL is allowed. @since 0.1 */
KTO_API void kto_name_free(kto_name* name) KTO_NOEXCEPT;

/** Grades of two names; a higher number is nearer. From KTO_GRADE_EQUIVALENT on a pair may match. @since 0.1 */
#define KTO_GRADE_DIFFERENT 10
#define KTO_GRADE_SIMILAR 20 /**< a person must look; never signs anybody in */
#define KTO_GRADE_EQUIVALENT 30
#define KTO_GRADE_EQUAL 40
#define KTO_GRADE_IDENTICAL 50

/** Two names held against each other. A value. Free: kto_comparison_free. @since 0.1 */
typedef struct kto_comparison kto_comparison;

/** One place where two names differ. @since 0.1 */
typedef struct kto_difference {
  size_t struct_size;
  int32_t part;      /**< KTO_PART_… */
  int32_t rule;      /**< code of a name rule, see kto_name_rule_name */
  uint64_t position; /**< code points into the part of the first name, as given */
  kto_text a;        /**< the letters of the first name; borrowed from the comparison */
  kto_text b;        /**< the letters of the second name */
} kto_difference;

/** Compares two names; the grade is symmetric. @return KTO_OK, KTO_E_HANDLE, KTO_E_MEMORY. @since 0.1 */
KTO_API kto_status kto_name_compare(const kto_name* a, const kto_name* b, kto_comparison** out,
                                    kto_error** err) KTO_NOEXCEPT;
/** The grade alone, KTO_GRADE_…. @return KTO_OK, KTO_E_HANDLE, KTO_E_MEMORY. @since 0.1 */
KTO_API kto_status kto_name_grade(const kto_name* a, const kto_name* b, int32_t* out, kto_error** err) KTO_NOEXCEPT;
/** KTO_GRADE_…; KTO_GRADE_DIFFERENT for NULL. @since 0.1 */
KTO_API int32_t kto_comparison_grade(const kto_comparison* comparison) KTO_NOEXCEPT;
/** How many differences there are. @since 0.1 */
KTO_API size_t kto_comparison_count(const kto_comparison* comparison) KTO_NOEXCEPT;
/** Difference `index`. @return KTO_OK, KTO_E_HANDLE, KTO_E_BAD_ARGUMENT (index, struct_size). @since 0.1 */
KTO_API kto_status kto_comparison_at(const kto_comparison* comparison, size_t index, kto_difference* out) KTO_NOEXCEPT;
/** Frees a comparison; NULL is allowed. @since 0.1 */
KTO_API void kto_comparison_free(kto_comparison* comparison) KTO_NOEXCEPT;

/** Name of a grade, "equivalent"; "unknown" for other numbers. Lives for ever. @since 0.1 */
KTO_API kto_text kto_grade_name(int32_t grade) KTO_NOEXCEPT;
/** Name of a rule by its code, "yo"; below 200 a rule keeps names equal, below 300 equivalent, below 400 similar;
 * "unknown" for other numbers. Lives for ever. @since 0.1 */
KTO_API kto_text kto_name_rule_name(int32_t rule) KTO_NOEXCEPT;
/** Name of a part, "surname"; "unknown" for other numbers. Lives for ever. @since 0.1 */
KTO_API kto_text kto_part_name(int32_t part) KTO_NOEXCEPT;
/** @} */

/** @defgroup snils Insurance numbers (СНИЛС) */
/** @{ */

/** Verdicts on a number. @since 0.1 */
#define KTO_SNILS_VALID 10
#define KTO_SNILS_EXEMPT 20 /**< 001-001-998 or below: cannot be checked, not wrong */
#define KTO_SNILS_BAD_CHECKSUM 30
#define KTO_SNILS_BAD_FORMAT 40
#define KTO_SNILS_PLACEHOLDER 50

/** What a cell is worth. Filled by kto; holds its own text. @since 0.1 */
typedef struct kto_snils {
  size_t struct_size;
  int32_t verdict;    /**< KTO_SNILS_… */
  int32_t recovered;  /**< 1 when leading zeros were put back */
  uint32_t number;    /**< the nine digits, 1…999,999,999; 0 unless usable (valid or exempt) */
  uint32_t control;   /**< the control as written; 0 for KTO_SNILS_BAD_FORMAT */
  char canonical[16]; /**< "112-233-445 95", ended by NUL; empty unless usable */
  char masked[16];    /**< "***-***-*45 **", for screens, still personal data; empty unless usable */
} kto_snils;

/**
 * Reads a number: groups 3-3-3-2 of ASCII digits with one kind of hyphen or blanks or nothing between.
 * Source of the control: the Pension Fund's formula, checked above 001-001-998 only.
 * @param cell any bytes; broken UTF-8 is KTO_SNILS_BAD_FORMAT
 * @param recover 1: put back leading zeros that a spreadsheet dropped, for cells of rosters; 0: do not
 * @param[in,out] out struct_size is read, the rest filled
 * @return KTO_OK; KTO_E_BAD_ARGUMENT (struct_size, recover, cell).
 * @since 0.1
 */
KTO_API kto_status kto_snils_read(kto_text cell, int32_t recover, kto_snils* out) KTO_NOEXCEPT;
/** The control that the formula gives for nine digits, 0…99; −1 above 999,999,999. @since 0.1 */
KTO_API int32_t kto_snils_control(uint32_t nine_digits) KTO_NOEXCEPT;
/** Name of a verdict on a number, "valid"; "unknown" for other numbers. Lives for ever. @since 0.1 */
KTO_API kto_text kto_snils_verdict_name(int32_t verdict) KTO_NOEXCEPT;
/** @} */

/** @defgroup requests What ESIA said */
/** @{ */

/** A sign-in request with the identity in it, read once at the door. A value. Free: kto_request_free. @since 0.1 */
typedef struct kto_request kto_request;

/** The caller's word on signature, audience, nonce and times of the claims. Everything unverified is refused.
 * @since 0.1 */
#define KTO_CLAIMS_NOT_VERIFIED 0
#define KTO_CLAIMS_VERIFIED 1

/**
 * Reads ESIA's person object, or the envelope {"request_id","region","person","id_token","scope","level",
 * "expected","error","error_description"} (docs/formats-cli.md).
 * @param json one JSON object, up to 1 MiB
 * @param claims KTO_CLAIMS_VERIFIED or KTO_CLAIMS_NOT_VERIFIED
 * @param[out] out the request, also for claims that nobody can use (see kto_request_fault); kto_request_free
 * @return KTO_OK; KTO_E_TOO_LONG, KTO_E_BAD_UTF8, KTO_E_BAD_JSON, KTO_E_TOO_DEEP with the offset;
 *   KTO_E_BAD_ARGUMENT; KTO_E_MEMORY.
 * @since 0.1
 */
KTO_API kto_status kto_request_read(kto_text json, int32_t claims, kto_request** out, kto_error** err) KTO_NOEXCEPT;

/** The same statements field by field. Text members: {NULL, 0} = not stated; a text of size 0 with data is stated
 * and empty. @since 0.1 */
typedef struct kto_claims {
  size_t struct_size;
  kto_text request_id;        /**< up to 64 digits or any text; comes back with the request */
  kto_text region;            /**< "38" */
  kto_text surname;           /**< person.lastName */
  kto_text given;             /**< person.firstName */
  kto_text patronymic;        /**< person.middleName */
  kto_text snils;             /**< person.snils */
  kto_text birth_date;        /**< person.birthDate, ДД.ММ.ГГГГ */
  kto_text gender;            /**< person.gender, "M" or "F" */
  kto_text status;            /**< person.status */
  kto_text issuer;            /**< id_token.iss */
  kto_text oid;               /**< id_token's OID, its digits */
  kto_text subject_type;      /**< urn:esia:sbj:typ, "P" for a person; an id_token needs it */
  kto_text account_level;     /**< urn:esia:sbj:lvl: "PR", "P", "KD" */
  kto_text scope;             /**< scopes of the access token */
  kto_text level;             /**< what the portal knows from SAML: "standard" */
  kto_text expected;          /**< the portal's hint: "child" or "adult" */
  kto_text error;             /**< ESIA's error of a refusal */
  kto_text error_description; /**< "ESIA-007004: …" */
  int32_t trusted;            /**< person.trusted: KTO_ABSENT, KTO_FALSE, KTO_TRUE */
  int32_t token_trusted;      /**< urn:esia:sbj:is_tru: KTO_ABSENT, KTO_FALSE, KTO_TRUE */
} kto_claims;

/**
 * A request from fields, judged exactly as kto_request_read judges the same statements in JSON.
 * @param claims the statements
 * @param verified KTO_CLAIMS_VERIFIED or KTO_CLAIMS_NOT_VERIFIED
 * @param[out] out the request; kto_request_free
 * @return KTO_OK; KTO_E_BAD_UTF8 (kto_error_field names the member, the offset is within it); KTO_E_TOO_LONG (all
 *   members together over 1 MiB);
 *   KTO_E_BAD_ARGUMENT; KTO_E_MEMORY.
 * @since 0.1
 */
KTO_API kto_status kto_request_from_claims(const kto_claims* claims, int32_t verified, kto_request** out,
                                           kto_error** err) KTO_NOEXCEPT;

/** Kinds of account; 0 = unknown because of a fault. @since 0.1 */
#define KTO_ACCOUNT_UNCONFIRMED 1
#define KTO_ACCOUNT_CONFIRMED 2
#define KTO_ACCOUNT_CHILD 3

/** What the door made of a request. Texts are borrowed from it. @since 0.1 */
typedef struct kto_identity {
  size_t struct_size;
  kto_text request_id;  /**< empty = none */
  kto_text oid;         /**< its digits; empty = none */
  const kto_name* name; /**< borrowed from the request; NULL = no usable name */
  int32_t region;       /**< 1…99; 0 = none stated, −1 = stated but no region */
  int32_t fault;        /**< 0, or why the claims cannot be used at all: see kto_claim_fault_name */
  int32_t issuer;       /**< KTO_ISSUER_…; 0 = none */
  int32_t account;      /**< KTO_ACCOUNT_…; 0 when there is a fault */
  int32_t sex;          /**< KTO_SEX_… */
  uint32_t snils;       /**< nine digits; 0 = no usable number */
  kto_date birth_date;  /**< all zero = not stated */
  int32_t esia_error;   /**< 7004 of "ESIA-007004"; 0 = none, −1 = an error without such a number */
} kto_identity;
/** Tells what the door made of a request. @return KTO_OK, KTO_E_HANDLE, KTO_E_BAD_ARGUMENT (struct_size). @since 0.1 */
KTO_API kto_status kto_request_identity(const kto_request* request, kto_identity* out) KTO_NOEXCEPT;
/** Name of a fault of claims, "oid_bad"; "unknown" for other numbers. Lives for ever. @since 0.1 */
KTO_API kto_text kto_claim_fault_name(int32_t fault) KTO_NOEXCEPT;
/** Frees a request; NULL is allowed. @since 0.1 */
KTO_API void kto_request_free(kto_request* request) KTO_NOEXCEPT;
/** @} */

/** @defgroup rules Rules by region, date, age and account */
/** @{ */

/** A checked set of rules. A value. Free: kto_rules_free. @since 0.1 */
typedef struct kto_rules kto_rules;

/** Name of built-in set `index` ("irkutsk-2018", "ru-2024"); empty past the last. Lives for ever. @since 0.1 */
KTO_API kto_text kto_rules_builtin_name(size_t index) KTO_NOEXCEPT;
/** A built-in set by name. @return KTO_OK; KTO_E_NOT_FOUND; KTO_E_BAD_ARGUMENT; KTO_E_MEMORY. @since 0.1 */
KTO_API kto_status kto_rules_builtin(kto_text name, kto_rules** out, kto_error** err) KTO_NOEXCEPT;
/**
 * A region's own set from JSON in memory (docs/rules.md); what it leaves out is as in ru-2024.
 * @return KTO_OK; with offset and path of the field: KTO_E_BAD_UTF8, KTO_E_BAD_JSON, KTO_E_REPEATED_KEY,
 *   KTO_E_UNKNOWN_FIELD, KTO_E_MISSING_FIELD, KTO_E_WRONG_TYPE, KTO_E_BAD_VALUE, KTO_E_BAD_DATE, KTO_E_BAD_REGION,
 *   KTO_E_EMPTY, KTO_E_TOO_LONG, KTO_E_CONTRADICTION; KTO_E_BAD_ARGUMENT; KTO_E_MEMORY.
 * @since 0.1
 */
KTO_API kto_status kto_rules_parse(kto_text json, kto_rules** out, kto_error** err) KTO_NOEXCEPT;
/** The same from a file. @return as kto_rules_parse, KTO_E_FILE_NOT_FOUND, KTO_E_FILE_READ. @since 0.1 */
KTO_API kto_status kto_rules_read_file(kto_text path, kto_rules** out, kto_error** err) KTO_NOEXCEPT;
/** Name of the set; borrowed. @since 0.1 */
KTO_API kto_text kto_rules_name(const kto_rules* rules) KTO_NOEXCEPT;
/** Version of the set; 0 for NULL. @since 0.1 */
KTO_API uint32_t kto_rules_version(const kto_rules* rules) KTO_NOEXCEPT;
/** Fingerprint of the text it was read from, hexadecimal; borrowed. @since 0.1 */
KTO_API kto_text kto_rules_hash(const kto_rules* rules) KTO_NOEXCEPT;
/** Is the set in force? @param region 1…99, 0 = unknown @param[out] out 1 or 0
 * @return KTO_OK, KTO_E_HANDLE, KTO_E_BAD_REGION, KTO_E_BAD_DATE, KTO_E_BAD_ARGUMENT. @since 0.1 */
KTO_API kto_status kto_rules_in_force(const kto_rules* rules, int32_t region, kto_date at, int32_t* out) KTO_NOEXCEPT;
/**
 * Is ESIA the only way in for this role?
 * @param age of a pupil in years; −1 = unknown, which counts as adult
 * @param region 1…99, 0 = unknown
 * @param[out] out 1 or 0
 * @return KTO_OK, KTO_E_HANDLE, KTO_E_BAD_REGION, KTO_E_BAD_DATE, KTO_E_BAD_ARGUMENT (role, age).
 * @since 0.1
 */
KTO_API kto_status kto_rules_esia_only(const kto_rules* rules, int32_t role, int32_t age, int32_t region, kto_date at,
                                       int32_t* out) KTO_NOEXCEPT;
/** Frees a set of rules; NULL is allowed. Resolvers keep a copy. @since 0.1 */
KTO_API void kto_rules_free(kto_rules* rules) KTO_NOEXCEPT;
/** @} */

/** @defgroup crypto A cryptographic provider of your own
 * Built in is libsodium, which is not certified (СКЗИ). Hashing, sealing, derivation and randomness of a store go
 * through this one table.
 */
/** @{ */

/** Your provider's state; define the struct yourself. @since 0.1 */
typedef struct kto_crypto_self kto_crypto_self;

/** Functions may be called from any thread. Each returns KTO_OK or a status; any other than KTO_E_SEAL_BROKEN of
 * `open` is told as KTO_E_CRYPTO_FAILED with what was put into `backend`. @since 0.1 */
typedef struct kto_crypto_ops {
  size_t struct_size;
  /** must: a stable name of up to 64 bytes, "acme-csp/1", written into a store; a store opens only with the same. */
  kto_text (*name)(kto_crypto_self* self);
  /** must: keyed hash of `data` under the 32 bytes of `key`, 32 bytes into `out`. */
  kto_status (*mac)(kto_crypto_self* self, const uint8_t* key, const uint8_t* data, size_t size, uint8_t* out,
                    int64_t* backend);
  /** must: from the 32 bytes of `secret` the 32 bytes of a key for one purpose (ASCII). */
  kto_status (*derive)(kto_crypto_self* self, const uint8_t* secret, kto_text purpose, uint8_t* out, int64_t* backend);
  /** must: how many bytes sealing adds; constant. At most 4,096. */
  size_t (*overhead)(kto_crypto_self* self);
  /** must: authenticated encryption of `size` bytes into exactly size + overhead bytes at `out`. */
  kto_status (*seal)(kto_crypto_self* self, const uint8_t* key, const uint8_t* associated, size_t associated_size,
                     const uint8_t* plain, size_t size, uint8_t* out, int64_t* backend);
  /** must: the reverse, `size` ≥ overhead bytes into size − overhead at `out`; KTO_E_SEAL_BROKEN when it does not
   * open. */
  kto_status (*open)(kto_crypto_self* self, const uint8_t* key, const uint8_t* associated, size_t associated_size,
                     const uint8_t* sealed, size_t size, uint8_t* out, int64_t* backend);
  /** must: `size` random bytes. */
  kto_status (*random)(kto_crypto_self* self, uint8_t* out, size_t size, int64_t* backend);
  /** may: called exactly once, when the last store that uses the provider is gone. */
  void (*close)(kto_crypto_self* self);
} kto_crypto_ops;
/** @} */

/** @defgroup stores Stores */
/** @{ */

/** A store of ours: personas and ledger in one place. Many threads at once. Free: kto_store_free. @since 0.1 */
typedef struct kto_store kto_store;

/** What to do when a store is, or is not, there. 0 is KTO_OPEN_EXISTING. @since 0.1 */
#define KTO_OPEN_EXISTING 1
#define KTO_OPEN_CREATE 2          /**< makes a sealed one when there is none */
#define KTO_OPEN_CREATE_UNSEALED 3 /**< makes an unsealed one: names and numbers lie in the clear */

/** How to open a store. At most one of key_file and secret is given; neither: the store is unsealed. @since 0.1 */
typedef struct kto_store_options {
  size_t struct_size;
  kto_text key_file;            /**< path of a key file made by kto_key_create */
  const uint8_t* secret;        /**< or the secret itself: 32 bytes; copied, and wiped from kto's memory at the end */
  size_t secret_size;           /**< 32, or 0 without a secret */
  const kto_crypto_ops* crypto; /**< NULL = libsodium; the table is copied */
  kto_crypto_self* crypto_self; /**< yours; passes to kto only when the open succeeds */
  int32_t mode;                 /**< KTO_OPEN_… */
  int32_t issuer;               /**< KTO_ISSUER_…, written when a store is made; 0 = production */
  int32_t busy_timeout_ms;      /**< how long to wait for another process; 0 = 5,000 */
  int32_t read_only;            /**< 1: no write is possible */
} kto_store_options;

/**
 * Makes a key file of mode 0600; never overwrites one.
 * @return KTO_OK; KTO_E_FILE_EXISTS, KTO_E_FILE_WRITE, KTO_E_DISK_FULL; for the path KTO_E_BAD_ARGUMENT,
 *   KTO_E_BAD_UTF8, KTO_E_TOO_LONG (over 4,096 bytes); KTO_E_MEMORY.
 * @since 0.1
 */
KTO_API kto_status kto_key_create(kto_text path, kto_error** err) KTO_NOEXCEPT;
/**
 * Opens a store by URI: "memory:" or "sqlite:FILE". A kto SQLite file is opened through kto only within one process: a
 * second copy of SQLite in the process silently drops its locks.
 * @param uri UTF-8 without NUL, up to 4,096 bytes
 * @param options NULL = all zero
 * @param[out] out the store; kto_store_free
 * @return KTO_OK; KTO_E_STORE_UNKNOWN, KTO_E_FILE_NOT_FOUND, KTO_E_NOT_A_DATABASE, KTO_E_STORE_VERSION,
 *   KTO_E_STORE_READ_ONLY, KTO_E_STORE_BUSY, KTO_E_STORE_CORRUPT, KTO_E_STORE_FAILED; KTO_E_KEY_MISSING,
 *   KTO_E_KEY_WRONG, KTO_E_KEY_NOT_WANTED, KTO_E_KEY_FILE_BAD, KTO_E_FILE_READ; KTO_E_CRYPTO_FAILED;
 *   KTO_E_BAD_ARGUMENT, KTO_E_BAD_UTF8, KTO_E_TOO_LONG; KTO_E_CALLBACK; KTO_E_MEMORY. A failed open changes nothing
 *   in a store that was there; one that it had just made may stay, whole and empty, since others may have opened it.
 * @since 0.1
 */
KTO_API kto_status kto_store_open(kto_text uri, const kto_store_options* options, kto_store** out,
                                  kto_error** err) KTO_NOEXCEPT;

/** What a store says of itself. @since 0.1 */
typedef struct kto_store_info {
  size_t struct_size;
  uint64_t personas;
  int32_t sealed;    /**< 1 or 0 */
  int32_t read_only; /**< 1 or 0 */
  int32_t issuer;    /**< KTO_ISSUER_… */
  uint32_t format;   /**< of the file */
} kto_store_info;
/** @return KTO_OK, KTO_E_HANDLE, KTO_E_BAD_ARGUMENT, KTO_E_FORKED, KTO_E_STORE_…. @since 0.1 */
KTO_API kto_status kto_store_describe(const kto_store* store, kto_store_info* out, kto_error** err) KTO_NOEXCEPT;

/** State of your callbacks; define the struct yourself. @since 0.1 */
typedef struct kto_callback_self kto_callback_self;
/** Called now and then during long work. Returns 0 to go on, anything else to stop with KTO_E_CANCELLED. @since 0.1 */
typedef int32_t (*kto_progress_callback)(kto_callback_self* self, uint64_t bytes, uint64_t rows);

/** What an examination of a store found. @since 0.1 */
typedef struct kto_check_report {
  size_t struct_size;
  uint64_t personas;
  uint64_t blobs_bad;      /**< sealed records that do not open */
  uint64_t keys_bad;       /**< number keys that are not those of the record */
  uint64_t rows_bad;       /**< clear columns that contradict the record */
  uint64_t links;          /**< links in the ledger */
  uint64_t links_dangling; /**< of them to personas that are not there */
  int32_t integrity;       /**< 1: the back end's own check is content */
  int32_t good;            /**< 1: all of it is */
} kto_check_report;
/** Examines a whole store. `progress` may be NULL; its `bytes` is 0. A damaged store is KTO_OK with good = 0.
 * @return KTO_OK, KTO_E_HANDLE, KTO_E_BAD_ARGUMENT, KTO_E_CANCELLED, KTO_E_CALLBACK, KTO_E_FORKED, KTO_E_STORE_…,
 *   KTO_E_MEMORY. @since 0.1 */
KTO_API kto_status kto_store_check(const kto_store* store, kto_progress_callback progress, kto_callback_self* self,
                                   kto_check_report* out, kto_error** err) KTO_NOEXCEPT;
/** Frees the handle; NULL is allowed. The file is closed when the last resolver over it is freed, too. @since 0.1 */
KTO_API void kto_store_free(kto_store* store) KTO_NOEXCEPT;
/** @} */

/** @defgroup import Rosters */
/** @{ */

/** Formats of a roster; 0 = found out. @since 0.1 */
#define KTO_ROSTER_CSV 1
#define KTO_ROSTER_JSON_LINES 2
/** By what a row is told from others; 0 = by region, organisation and id. @since 0.1 */
#define KTO_MATCH_BY_ID 0
#define KTO_MATCH_BY_NUMBER 1

/** An explicit meaning of a column: a field of docs/formats-roster.md ("snils") and the heading as written, or the
 * number of the column from 1. Fixed for ever. @since 0.1 */
typedef struct kto_column {
  kto_text field;
  kto_text heading;
} kto_column;

/** How to read and write a roster. All zero: everything is found out, nobody is archived. @since 0.1 */
typedef struct kto_import_options {
  size_t struct_size;
  kto_text encoding;         /**< "UTF-8", "windows-1251", "UTF-16LE", "UTF-16BE"; absent = found out */
  kto_text separator;        /**< ";", "," or a TAB; absent = found out */
  kto_text organisation;     /**< for files that name none; whom `full` speaks of */
  const kto_column* columns; /**< overrides headings; may be NULL */
  size_t column_count;
  kto_date today;          /**< a birth date after it is unreadable; absent = today in Moscow */
  int32_t format;          /**< KTO_ROSTER_… */
  int32_t region;          /**< 1…99, for files that name none and to hold the others to; 0 = as the file says */
  int32_t match_by;        /**< KTO_MATCH_BY_… */
  int32_t require_consent; /**< 1: rows without consent to processing are rejected */
  int32_t full;            /**< 1: archive whom the files lack; needs `organisation` */
  int32_t dry_run;         /**< 1: read and judge, then roll back */
  int32_t yes;             /**< 1: let `full` archive more than 20 % */
} kto_import_options;

/** One remark on a row. `field` lives for ever. @since 0.1 */
typedef struct kto_row_issue {
  size_t struct_size;
  uint64_t file;    /**< which of the files, from 0 */
  uint64_t line;    /**< where the row begins, from 1 */
  uint32_t column;  /**< from 1; 0 = the row as a whole */
  int32_t code;     /**< see kto_row_issue_name */
  int32_t rejected; /**< 1: the row was not taken; 0: taken with this remark */
  int32_t reserved;
  kto_text field; /**< "snils"; may be empty */
} kto_row_issue;

/** Whom to tell. Each member may be NULL. What is given is alive during the call only. A callback that returns
 * anything but 0 stops the import with KTO_E_CANCELLED; nothing is changed then. @since 0.1 */
typedef struct kto_import_handlers {
  size_t struct_size;
  kto_callback_self* self;
  /** may: each remark, in the order of the files. */
  int32_t (*issue)(kto_callback_self* self, const kto_row_issue* issue);
  /** may: now and then; bytes of the file at hand, rows of all. */
  kto_progress_callback progress;
  /** may: after the reading, whom `full` archives (also when it stopped for confirmation). */
  int32_t (*archived)(kto_callback_self* self, const kto_persona_key* key);
  /** may: with KTO_MATCH_BY_NUMBER, the ids that kto gave, and the line each came from. */
  int32_t (*new_id)(kto_callback_self* self, uint64_t line, const kto_persona_key* key);
} kto_import_handlers;

/** What an import did. @since 0.1 */
typedef struct kto_import_report {
  size_t struct_size;
  uint64_t rows; /**< data rows read, good and bad */
  uint64_t inserted;
  uint64_t updated;
  uint64_t unchanged;
  uint64_t repeated; /**< second copies of a row */
  uint64_t rejected; /**< rows */
  uint64_t flagged;  /**< rows kept with a remark */
  uint64_t archived;
  uint64_t would_archive; /**< what `full` would archive */
  uint64_t standing;      /**< in the organisation before */
} kto_import_report;

/**
 * Imports files that lie in memory, all of them in one transaction: everything or nothing.
 * @param files the contents, as bytes of any encoding that is known
 * @param count how many; at least 1
 * @param options,handlers may be NULL
 * @param[in,out] out may be NULL; also filled when KTO_E_NEEDS_CONFIRMATION is returned: would_archive and standing
 * @return KTO_OK, also when rows were rejected; for a file as a whole KTO_E_UNKNOWN_ENCODING, KTO_E_BAD_UTF8,
 *   KTO_E_BAD_ENCODING, KTO_E_FILE_TRUNCATED, KTO_E_EMPTY, KTO_E_NOT_A_TABLE, KTO_E_NO_HEADER, KTO_E_COLUMN_MISSING,
 *   KTO_E_COLUMN_REPEATED, KTO_E_UNTERMINATED_QUOTE, KTO_E_TOO_MANY, KTO_E_CONTRADICTION, KTO_E_REGION_MISSING;
 *   KTO_E_NEEDS_CONFIRMATION, KTO_E_CANCELLED, KTO_E_CALLBACK; KTO_E_STORE_…, KTO_E_DISK_FULL, KTO_E_CRYPTO_FAILED,
 *   KTO_E_FORKED; KTO_E_BAD_ARGUMENT, KTO_E_HANDLE, KTO_E_MEMORY.
 * @since 0.1
 */
KTO_API kto_status kto_store_import_text(kto_store* store, const kto_text* files, size_t count,
                                         const kto_import_options* options, const kto_import_handlers* handlers,
                                         kto_import_report* out, kto_error** err) KTO_NOEXCEPT;
/** The same for files by path. @return as kto_store_import_text, KTO_E_FILE_NOT_FOUND, KTO_E_FILE_READ. @since 0.1 */
KTO_API kto_status kto_store_import_files(kto_store* store, const kto_text* paths, size_t count,
                                          const kto_import_options* options, const kto_import_handlers* handlers,
                                          kto_import_report* out, kto_error** err) KTO_NOEXCEPT;
/** Name of a remark on a row, "number_unusable"; "unknown" for other numbers. Lives for ever. @since 0.1 */
KTO_API kto_text kto_row_issue_name(int32_t code) KTO_NOEXCEPT;
/** @} */

/** @defgroup sources Personas of your own
 * A portal that keeps the personas in its own database gives kto a table of functions over it. Sealing is none of its
 * business: it hands out plain numbers. `kto-conformance` runs the suite that a source must pass (docs/conformance.md).
 */
/** @{ */

/** Read access to personas. Many threads at once. Free: kto_source_free (not those of kto_store_source). @since 0.1 */
typedef struct kto_source kto_source;
/** Your source's state; define the struct yourself. @since 0.1 */
typedef struct kto_source_self kto_source_self;
/** Where rows go during one call of a source; lives on the thread of that call until it returns. Kept longer, or used
 * on another thread, it is KTO_E_HANDLE. @since 0.1 */
typedef struct kto_sink kto_sink;

/** Standing of a membership; 0 = in the organisation. @since 0.1 */
#define KTO_STANDING_IN_ORGANISATION 1
#define KTO_STANDING_ARCHIVED 2
/** Consent to processing; 0 = not stated. @since 0.1 */
#define KTO_CONSENT_GIVEN 1
#define KTO_CONSENT_REFUSED 2

/** One role of a persona in the organisation of its key. @since 0.1 */
typedef struct kto_membership {
  size_t struct_size;
  kto_text school_year; /**< "2024/2025"; may be absent */
  kto_text klass;       /**< "6а"; may be absent */
  kto_date from;
  kto_date to;
  int32_t role;     /**< KTO_ROLE_… */
  int32_t standing; /**< KTO_STANDING_… */
} kto_membership;

/** One persona, as a source hands it out; copied by kto_sink_persona. @since 0.1 */
typedef struct kto_persona {
  size_t struct_size;
  kto_persona_key key;
  kto_text surname; /**< the parts of the name … */
  kto_text given;
  kto_text patronymic;
  kto_text fio;          /**< … or the whole in one line, when the parts are all absent */
  kto_text snils;        /**< as written, up to 64 bytes; as in a roster's cell, lost zeros are put back */
  uint32_t number;       /**< or the nine digits as a number; 0 = see `snils`; if both are there, they must agree */
  int32_t sex;           /**< KTO_SEX_… */
  kto_date birth_date;   /**< all zero = not stated */
  int32_t not_activated; /**< 1: not activated */
  kto_text login;
  const kto_membership* const* memberships; /**< in the organisation of the key */
  size_t membership_count;                  /**< up to 4,096 */
  const kto_text* guardians;                /**< ids of personas of the same organisation */
  size_t guardian_count;                    /**< up to 4,096 */
  int32_t consent;                          /**< KTO_CONSENT_… */
  int32_t reserved;
} kto_persona;

/** A question for candidates: all personas of this region that bear this number. Fixed for ever. @since 0.1 */
typedef struct kto_number_query {
  uint32_t number; /**< nine digits, 1…999,999,999 */
  int32_t region;  /**< 1…99 */
} kto_number_query;

/**
 * Hands a persona to whoever asked. What `row` points to is copied before the function returns.
 * @param query index of the query it answers (candidates); 0 elsewhere
 * @return KTO_OK; anything else: stop, and return that from your function as it is. KTO_E_BAD_ARGUMENT and the
 *   errors of kto_name_from_parts when the row is none, KTO_E_CALLBACK when it is no answer to the question (the whole
 *   question fails then, with this status: a source that hands out broken rows is not guessed around).
 * @since 0.1
 */
KTO_API kto_status kto_sink_persona(kto_sink* sink, size_t query, const kto_persona* row) KTO_NOEXCEPT;
/** Hands a region, 1…99, to `regions`. @return as kto_sink_persona. @since 0.1 */
KTO_API kto_status kto_sink_region(kto_sink* sink, int32_t region) KTO_NOEXCEPT;

/**
 * The functions of a source. They may be called from several threads at once. Each returns KTO_OK, what the sink
 * returned, or a status of its own (KTO_E_STORE_BUSY, KTO_E_STORE_FAILED …) with the back end's number in `*backend`;
 * both come out of the call that asked. A number that is no status becomes KTO_E_CALLBACK.
 * @since 0.1
 */
typedef struct kto_source_ops {
  size_t struct_size;
  /** must: for each query every persona of that region with that number, archived and not activated ones too, with
   * the query's index; any order. All queries come in one call, so that a database is asked once. */
  kto_status (*candidates)(kto_source_self* self, const kto_number_query* queries, size_t count, kto_sink* sink,
                           int64_t* backend);
  /** must: the personas of these keys, in that order; unknown keys are left out. */
  kto_status (*by_key)(kto_source_self* self, const kto_persona_key* keys, size_t count, kto_sink* sink,
                       int64_t* backend);
  /** must: all personas of an organisation, ordered by the bytes of the id. */
  kto_status (*by_organisation)(kto_source_self* self, int32_t region, kto_text organisation, kto_sink* sink,
                                int64_t* backend);
  /** must: the first `limit` personas after the key (NULL = from the start), ordered by region, organisation, id. */
  kto_status (*scan)(kto_source_self* self, const kto_persona_key* after, size_t limit, kto_sink* sink,
                     int64_t* backend);
  /** must: the regions that have personas, ascending, by kto_sink_region. */
  kto_status (*regions)(kto_source_self* self, kto_sink* sink, int64_t* backend);
  /** may: up to `limit` personas of a region without a usable number. NULL: kto scans. */
  kto_status (*unnumbered)(kto_source_self* self, int32_t region, size_t limit, kto_sink* sink, int64_t* backend);
  /** may: called exactly once, when the source and every resolver over it are freed. */
  void (*close)(kto_source_self* self);
} kto_source_ops;

/**
 * A source over your functions. The table is copied; `self` passes to kto only on success.
 * @param ops the functions; a must that is NULL is KTO_E_BAD_ARGUMENT
 * @param self handed to each of them; may be NULL
 * @param[out] out the source; kto_source_free
 * @return KTO_OK, KTO_E_BAD_ARGUMENT, KTO_E_MEMORY.
 * @since 0.1
 */
KTO_API kto_status kto_source_make(const kto_source_ops* ops, kto_source_self* self, kto_source** out,
                                   kto_error** err) KTO_NOEXCEPT;
/** The personas of a store of ours; borrowed, alive as long as the store's handle. NULL for a bad handle. @since 0.1 */
KTO_API const kto_source* kto_store_source(const kto_store* store) KTO_NOEXCEPT;
/** Frees a source of kto_source_make; NULL, and those of kto_store_source, are left alone. @since 0.1 */
KTO_API void kto_source_free(kto_source* source) KTO_NOEXCEPT;

/** Where links and consents are recorded. Tables of your own: kto_unstable.h. @since 0.1 */
typedef struct kto_ledger kto_ledger;
/** The ledger of a store of ours; borrowed, alive as long as the store's handle. NULL for a bad handle. @since 0.1 */
KTO_API const kto_ledger* kto_store_ledger(const kto_store* store) KTO_NOEXCEPT;
/** @} */

/** @defgroup resolve Resolving */
/** @{ */

/** Answers requests over a source and a ledger. Many threads at once. Free: kto_resolver_free. @since 0.1 */
typedef struct kto_resolver kto_resolver;
/** One answer, with the person's face and the administrator's. A value. Free: kto_outcome_free. @since 0.1 */
typedef struct kto_outcome kto_outcome;

/** How to answer. @since 0.1 */
typedef struct kto_resolve_options {
  size_t struct_size;
  const kto_rules* rules; /**< a set by name or file, copied; NULL = the newest built-in in force */
  kto_date at;            /**< the date of the question; absent = today in the region's time zone */
  int32_t region;         /**< for requests that state none; 0 = the source's only region */
  int32_t diagnose;       /**< 1: look for the reason of a miss among personas without a usable number */
  int32_t issuer;         /**< KTO_ISSUER_…; 0 = the ledger's own, else production */
} kto_resolve_options;

/**
 * A resolver; it keeps source and ledger alive, so that they may be freed before it.
 * @param source whose personas
 * @param ledger whose links and consents are honoured; NULL = none
 * @param options may be NULL
 * @param[out] out the resolver; kto_resolver_free
 * @return KTO_OK, KTO_E_HANDLE, KTO_E_BAD_ARGUMENT, KTO_E_BAD_REGION, KTO_E_BAD_DATE, KTO_E_FORKED, KTO_E_STORE_…,
 *   KTO_E_MEMORY.
 * @since 0.1
 */
KTO_API kto_status kto_resolver_make(const kto_source* source, const kto_ledger* ledger,
                                     const kto_resolve_options* options, kto_resolver** out,
                                     kto_error** err) KTO_NOEXCEPT;
/**
 * Answers one request; writes nothing.
 * @param[out] out the answer, whatever it is; kto_outcome_free
 * @return KTO_OK; the source's or ledger's status when it failed (KTO_E_STORE_…, KTO_E_SEAL_BROKEN, KTO_E_FORKED,
 * yours) with its back-end number; KTO_E_CALLBACK, KTO_E_HANDLE, KTO_E_MEMORY.
 * @since 0.1
 */
KTO_API kto_status kto_resolve(const kto_resolver* resolver, const kto_request* request, kto_outcome** out,
                               kto_error** err) KTO_NOEXCEPT;
/**
 * The same answers for many requests; the source is asked once for all numbers.
 * @param requests `count` requests
 * @param[out] out room for `count` answers, in the order of the requests; all are filled, or none
 * @return as kto_resolve.
 * @since 0.1
 */
KTO_API kto_status kto_resolve_many(const kto_resolver* resolver, const kto_request* const* requests, size_t count,
                                    kto_outcome** out, kto_error** err) KTO_NOEXCEPT;
/** Frees a resolver; NULL is allowed. @since 0.1 */
KTO_API void kto_resolver_free(kto_resolver* resolver) KTO_NOEXCEPT;

/** Verdicts, in the order of how near the door is. @since 0.1 */
#define KTO_VERDICT_SIGN_IN 10
#define KTO_VERDICT_CHOOSE 20
#define KTO_VERDICT_ACTIVATE 30
#define KTO_VERDICT_LINK 40
#define KTO_VERDICT_ASK_SCHOOL 50
#define KTO_VERDICT_AWAIT_CONSENT 60
#define KTO_VERDICT_LINK_GUARDIAN 65
#define KTO_VERDICT_RAISE_LEVEL 70
#define KTO_VERDICT_GRANT_ACCESS 75
#define KTO_VERDICT_COMPLETE_PROFILE 80
#define KTO_VERDICT_TRY_AGAIN 85
#define KTO_VERDICT_REFUSE 90

/** Name of a verdict, "sign_in"; "unknown" for other numbers. Lives for ever. @since 0.1 */
KTO_API kto_text kto_verdict_name(int32_t verdict) KTO_NOEXCEPT;

/** KTO_VERDICT_…; KTO_VERDICT_REFUSE for a bad handle: nobody gets in by a fault. @since 0.1 */
KTO_API int32_t kto_outcome_verdict(const kto_outcome* outcome) KTO_NOEXCEPT;
/** The text for the person, KTO_LANG_RU or KTO_LANG_EN; depends on the claims and the verdict only. Borrowed.
 * @since 0.1 */
KTO_API kto_text kto_outcome_text(const kto_outcome* outcome, int32_t lang) KTO_NOEXCEPT;

/** A persona that may be entered (or activated). Borrowed from the outcome. @since 0.1 */
typedef struct kto_entry {
  size_t struct_size;
  kto_persona_key key;
  kto_text klass;       /**< of the first membership that names one; may be empty */
  const int32_t* roles; /**< KTO_ROLE_…, those in the organisation */
  size_t role_count;
  int32_t linked; /**< 1: by this OID, before */
  int32_t reserved;
} kto_entry;
/** How many personas may be entered (or activated). @since 0.1 */
KTO_API size_t kto_outcome_persona_count(const kto_outcome* outcome) KTO_NOEXCEPT;
/** Persona `index`. @return KTO_OK, KTO_E_HANDLE, KTO_E_BAD_ARGUMENT (index, struct_size). @since 0.1 */
KTO_API kto_status kto_outcome_persona_at(const kto_outcome* outcome, size_t index, kto_entry* out) KTO_NOEXCEPT;

/** Who can mend something. @since 0.1 */
#define KTO_ACTOR_NOBODY 0
#define KTO_ACTOR_PERSON 1
#define KTO_ACTOR_SCHOOL 2
#define KTO_ACTOR_PARENT 3
#define KTO_ACTOR_ESIA 4
#define KTO_ACTOR_PORTAL 5

/** One reason, for administrators only: it speaks of other people's records. Borrowed from the outcome. @since 0.1 */
typedef struct kto_finding {
  size_t struct_size;
  const kto_persona_key* personas; /**< whom it concerns; may be none */
  size_t persona_count;
  int32_t reason; /**< code; see kto_reason_name */
  int32_t actor;  /**< KTO_ACTOR_…: who can mend it; KTO_ACTOR_NOBODY = nothing to mend */
} kto_finding;
/** How many reasons there are. @since 0.1 */
KTO_API size_t kto_outcome_finding_count(const kto_outcome* outcome) KTO_NOEXCEPT;
/** Reason `index`. @return KTO_OK, KTO_E_HANDLE, KTO_E_BAD_ARGUMENT (index, struct_size). @since 0.1 */
KTO_API kto_status kto_outcome_finding_at(const kto_outcome* outcome, size_t index, kto_finding* out) KTO_NOEXCEPT;
/** Name of a reason, "yo_folded"; "unknown" for other numbers. Lives for ever. @since 0.1 */
KTO_API kto_text kto_reason_name(int32_t reason) KTO_NOEXCEPT;
/** What a reason means, for administrators. Empty for unknown numbers. Lives for ever. @since 0.1 */
KTO_API kto_text kto_reason_text(int32_t reason, int32_t lang) KTO_NOEXCEPT;
/** How it is mended, for administrators. Empty where nobody can or need. Lives for ever. @since 0.1 */
KTO_API kto_text kto_repair_text(int32_t reason, int32_t lang) KTO_NOEXCEPT;
/** Name of an actor, "school"; "unknown" for other numbers. Lives for ever. @since 0.1 */
KTO_API kto_text kto_actor_name(int32_t actor) KTO_NOEXCEPT;

/** By what an outcome was decided. Borrowed from the outcome. @since 0.1 */
typedef struct kto_basis {
  size_t struct_size;
  kto_text rules_name;
  kto_text rules_hash;
  uint32_t rules_version;
  int32_t region;      /**< 0: decided before a region was needed */
  kto_date at;         /**< all zero: decided before a date was needed */
  int32_t store_asked; /**< 1: the source was asked */
} kto_basis;
/** @return KTO_OK, KTO_E_HANDLE, KTO_E_BAD_ARGUMENT (struct_size). @since 0.1 */
KTO_API kto_status kto_outcome_basis(const kto_outcome* outcome, kto_basis* out) KTO_NOEXCEPT;

/**
 * The answer as the JSON object that `kto resolve` prints (docs/formats-cli.md).
 * @param request whose request_id it repeats; NULL = null
 * @param admin 1: with the administrator's face, which the person must not see
 * @param[out] out the text; kto_string_free
 * @return KTO_OK, KTO_E_HANDLE, KTO_E_BAD_ARGUMENT (lang, admin), KTO_E_MEMORY.
 * @since 0.1
 */
KTO_API kto_status kto_outcome_json(const kto_outcome* outcome, const kto_request* request, int32_t lang, int32_t admin,
                                    kto_string** out, kto_error** err) KTO_NOEXCEPT;
/** Frees an outcome; NULL is allowed. @since 0.1 */
KTO_API void kto_outcome_free(kto_outcome* outcome) KTO_NOEXCEPT;
/** @} */

KTO_END

#endif /* KTO_KTO_H */
