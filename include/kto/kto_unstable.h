/*
 * kto/kto_unstable.h — what may still change: a ledger of your own, and what kto-conformance loads.
 *
 * The table of a ledger is not promised until linking and reports stand on it: any 0.x may change it, and its
 * names live in a symbol version of their own (KTO_UNSTABLE). Everything else is as in kto/kto.h.
 */
#ifndef KTO_KTO_UNSTABLE_H
#define KTO_KTO_UNSTABLE_H

#include "kto/kto.h"

KTO_BEGIN

/** @defgroup ledgers A ledger of your own (may change) */
/** @{ */

/** Your ledger's state; define the struct yourself. @since 0.1 */
typedef struct kto_ledger_self kto_ledger_self;
/** Your state of one write transaction; define the struct yourself. @since 0.1 */
typedef struct kto_ledger_turn kto_ledger_turn;
/** Where records go during one call of a ledger; lives on the thread of that call until it returns. @since 0.1 */
typedef struct kto_ledger_sink kto_ledger_sink;

/** How a link came about. @since 0.1 */
#define KTO_LINK_AUTOMATIC 1
#define KTO_LINK_BY_HAND 2
#define KTO_LINK_ADMINISTRATOR 3

/** A persona has at most one account; an account may have many personas. @since 0.1 */
typedef struct kto_link {
  size_t struct_size;
  int64_t oid; /**< 1…2⁶³−1 */
  kto_persona_key persona;
  int64_t made_at; /**< unix seconds */
  kto_text rules;  /**< "ru-2024/1" */
  kto_text ticket; /**< of the decision it came from; may be empty */
  int32_t issuer;  /**< KTO_ISSUER_… */
  int32_t origin;  /**< KTO_LINK_… */
} kto_link;

/** A parent's consent that a child signs in. @since 0.1 */
typedef struct kto_consent {
  size_t struct_size;
  kto_persona_key child;
  kto_persona_key given_by; /**< all zero = not known */
  int64_t given_at;         /**< unix seconds */
  int64_t revoked_at;       /**< read when `revoked` is 1 */
  int32_t revoked;          /**< 1 or 0 */
  int32_t reserved;
} kto_consent;

/** What was answered. No personal data. @since 0.1 */
typedef struct kto_decision {
  size_t struct_size;
  kto_text ticket;       /**< 20 hexadecimal digits */
  kto_text subject_hash; /**< hexadecimal; empty = no OID */
  kto_text rules;        /**< "ru-2024/1" */
  kto_text rules_hash;
  const int32_t* reasons;
  size_t reason_count; /**< up to 65,536 */
  const kto_persona_key* personas;
  size_t persona_count; /**< up to 65,536 */
  int64_t decided_at;   /**< unix seconds */
  int32_t region;       /**< 1…99 */
  int32_t verdict;      /**< KTO_VERDICT_… */
} kto_decision;

/** One entry of a persona. @since 0.1 */
typedef struct kto_sign_in {
  size_t struct_size;
  kto_text ticket; /**< may be empty */
  kto_persona_key persona;
  int64_t at; /**< unix seconds */
} kto_sign_in;

/**
 * Hands a record to whoever asked; what it points to is copied before the function returns.
 * @param index of the persona it answers (links_to); 0 elsewhere
 * @return KTO_OK; anything else: stop, and return that from your function as it is. @since 0.1
 */
KTO_API kto_status kto_ledger_sink_link(kto_ledger_sink* sink, size_t index, const kto_link* link) KTO_NOEXCEPT;
/** Likewise a consent. @since 0.1 */
KTO_API kto_status kto_ledger_sink_consent(kto_ledger_sink* sink, const kto_consent* consent) KTO_NOEXCEPT;
/** Likewise the decision; at most one. @since 0.1 */
KTO_API kto_status kto_ledger_sink_decision(kto_ledger_sink* sink, const kto_decision* decision) KTO_NOEXCEPT;
/** Likewise a sign-in. @since 0.1 */
KTO_API kto_status kto_ledger_sink_sign_in(kto_ledger_sink* sink, const kto_sign_in* sign_in) KTO_NOEXCEPT;

/**
 * The functions of a ledger, returning as those of kto_source_ops do. Each may be called from several threads at
 * once; those of a turn only from the thread that began it. Records handed in are read during the call only.
 * @since 0.1
 */
typedef struct kto_ledger_ops {
  size_t struct_size;
  /** must: all links of an account, ordered by persona key. */
  kto_status (*links_of)(kto_ledger_self* self, int32_t issuer, int64_t oid, kto_ledger_sink* sink, int64_t* backend);
  /** must: for each key its link, if there is one, with the key's index; any order. */
  kto_status (*links_to)(kto_ledger_self* self, const kto_persona_key* keys, size_t count, kto_ledger_sink* sink,
                         int64_t* backend);
  /** must: consents for a child that are not revoked, oldest first. */
  kto_status (*consents_for)(kto_ledger_self* self, const kto_persona_key* child, kto_ledger_sink* sink,
                             int64_t* backend);
  /** must: the decision of this ticket, if there is one. */
  kto_status (*decision)(kto_ledger_self* self, kto_text ticket, kto_ledger_sink* sink, int64_t* backend);
  /** must: entries of a persona, oldest first. */
  kto_status (*sign_ins_of)(kto_ledger_self* self, const kto_persona_key* persona, kto_ledger_sink* sink,
                            int64_t* backend);
  /** must: begins a write transaction; waits for others, KTO_E_STORE_BUSY after a while. */
  kto_status (*begin)(kto_ledger_self* self, kto_ledger_turn** turn, int64_t* backend);
  /** must: KTO_E_ALREADY_LINKED when the persona has a link, also to the same account. */
  kto_status (*add_link)(kto_ledger_self* self, kto_ledger_turn* turn, const kto_link* link, int64_t* backend);
  /** must: KTO_E_NOT_FOUND when there is none. */
  kto_status (*remove_link)(kto_ledger_self* self, kto_ledger_turn* turn, const kto_persona_key* persona,
                            int64_t* backend);
  /** must. */
  kto_status (*add_consent)(kto_ledger_self* self, kto_ledger_turn* turn, const kto_consent* consent, int64_t* backend);
  /** must: revokes all that stand; KTO_E_NOT_FOUND when none does. */
  kto_status (*revoke_consent)(kto_ledger_self* self, kto_ledger_turn* turn, const kto_persona_key* child, int64_t at,
                               int64_t* backend);
  /** must: KTO_E_BAD_ARGUMENT when the ticket is there already. */
  kto_status (*add_decision)(kto_ledger_self* self, kto_ledger_turn* turn, const kto_decision* decision,
                             int64_t* backend);
  /** must. */
  kto_status (*add_sign_in)(kto_ledger_self* self, kto_ledger_turn* turn, const kto_sign_in* sign_in, int64_t* backend);
  /** must: makes everything of the turn last. */
  kto_status (*commit)(kto_ledger_self* self, kto_ledger_turn* turn, int64_t* backend);
  /** must: called exactly once for each turn; rolls back what was not committed, and frees the turn. */
  void (*end)(kto_ledger_self* self, kto_ledger_turn* turn);
  /** may: called exactly once, when the ledger and every resolver over it are freed. */
  void (*close)(kto_ledger_self* self);
} kto_ledger_ops;

/**
 * A ledger over your functions. The table is copied; `self` passes to kto only on success.
 * @param issuer whose accounts it takes: KTO_ISSUER_…; 0 = production
 * @return KTO_OK, KTO_E_BAD_ARGUMENT, KTO_E_MEMORY.
 * @since 0.1
 */
KTO_API kto_status kto_ledger_make(const kto_ledger_ops* ops, kto_ledger_self* self, int32_t issuer, kto_ledger** out,
                                   kto_error** err) KTO_NOEXCEPT;
/** Frees a ledger of kto_ledger_make; NULL, and those of kto_store_ledger, are left alone. @since 0.1 */
KTO_API void kto_ledger_free(kto_ledger* ledger) KTO_NOEXCEPT;
/** @} */

/** @defgroup plugins What kto-conformance loads (may change)
 * A shared object that exports one or both of these functions; see docs/conformance.md. `argument` is the last word of
 * the command line. What they hand out must live until the program ends.
 */
/** @{ */

/** Type of `kto_plugin_source`: gives the table and state of a source that holds kto-conformance's roster. @since 0.1
 */
typedef kto_status (*kto_plugin_source_function)(kto_text argument, const kto_source_ops** ops, kto_source_self** self);
/** Type of `kto_plugin_ledger`: gives the table and state of an empty ledger of the production issuer. @since 0.1 */
typedef kto_status (*kto_plugin_ledger_function)(kto_text argument, const kto_ledger_ops** ops, kto_ledger_self** self);
/** @} */

KTO_END

#endif /* KTO_KTO_UNSTABLE_H */
