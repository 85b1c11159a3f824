// The table of rules: what is checked, under which stable name. A fault can be told under these only.
#pragma once

#include "kto/conformance.hpp"

// X(rule, name, text)
// clang-format off
#define KTO_SOURCE_RULES(X) \
  X(source_fails, "source.fails", "No call fails on a question that can be answered.") \
  X(source_throws, "source.throws", "No exception leaves a call.") \
  X(source_reentry, "source.reentry", "The receiver may ask the source again while a row is emitted.") \
  X(source_threads, "source.threads", "Asked from several threads at once, the source gives each the answers it gives to one.") \
  X(persona_unknown, "persona.unknown", "Nobody is emitted whom the source does not hold.") \
  X(persona_name, "persona.name", "The parts of a name come as they were given.") \
  X(persona_number, "persona.number", "The usable number comes, and an unusable one is not usable.") \
  X(persona_birth_date, "persona.birth_date", "The birth date comes, and none where there is none.") \
  X(persona_sex, "persona.sex", "The sex comes as stated.") \
  X(persona_activated, "persona.activated", "A persona says whether it is activated.") \
  X(persona_roles, "persona.roles", "Every membership comes with its role and standing, in order.") \
  X(persona_classes, "persona.classes", "Memberships keep class, school year and dates.") \
  X(persona_number_text, "persona.number_text", "The number comes as it was written too.") \
  X(persona_login, "persona.login", "The login comes.") \
  X(persona_guardians, "persona.guardians", "The guardians come, in order.") \
  X(persona_consent, "persona.consent", "The consent to processing comes.") \
  X(candidates_missing, "candidates.missing", "Every persona of the region with the number is emitted, shared numbers included.") \
  X(candidates_archived, "candidates.archived", "Archived personas are candidates.") \
  X(candidates_not_activated, "candidates.not_activated", "Personas that are not activated are candidates.") \
  X(candidates_exempt_number, "candidates.exempt_number", "A number without a control is a number.") \
  X(candidates_recovered_number, "candidates.recovered_number", "A number whose leading zeros were put back is a number.") \
  X(candidates_other_region, "candidates.other_region", "Nobody of another region is emitted.") \
  X(candidates_other_number, "candidates.other_number", "Nobody with another number, or without a usable one, is emitted.") \
  X(candidates_twice, "candidates.twice", "A persona is emitted once a query.") \
  X(candidates_query_index, "candidates.query_index", "A row is emitted with the place of the query that it answers.") \
  X(candidates_batch, "candidates.batch", "A batch of queries finds what each of them finds alone.") \
  X(candidates_repeated_query, "candidates.repeated_query", "A query that stands twice in a batch is answered twice.") \
  X(candidates_empty_batch, "candidates.empty_batch", "No query: nobody, and no error.") \
  X(candidates_large_batch, "candidates.large_batch", "A batch of thousands of queries is answered like a small one.") \
  X(candidates_emit_error, "candidates.emit_error", "The receiver's error is returned unchanged.") \
  X(candidates_emit_stops, "candidates.emit_stops", "The receiver's error stops the reading.") \
  X(by_key_missing, "by_key.missing", "Every persona that was asked for is emitted.") \
  X(by_key_not_asked, "by_key.not_asked", "Nobody is emitted who was not asked for: region, organisation and id are one key.") \
  X(by_key_unknown_key, "by_key.unknown_key", "Unknown keys are left out silently.") \
  X(by_key_order, "by_key.order", "Personas come in the order asked.") \
  X(by_key_repeated_key, "by_key.repeated_key", "A key that stands twice is answered twice.") \
  X(by_key_empty_batch, "by_key.empty_batch", "No key: nobody, and no error.") \
  X(by_key_large_batch, "by_key.large_batch", "A batch of thousands of keys is answered like a small one.") \
  X(by_key_emit_error, "by_key.emit_error", "The receiver's error is returned unchanged.") \
  X(by_key_emit_stops, "by_key.emit_stops", "The receiver's error stops the reading.") \
  X(by_organisation_missing, "by_organisation.missing", "All personas of the organisation are emitted, archived and not activated ones included.") \
  X(by_organisation_other_organisation, "by_organisation.other_organisation", "Nobody of another organisation is emitted.") \
  X(by_organisation_other_region, "by_organisation.other_region", "Nobody of an organisation of that name in another region is emitted.") \
  X(by_organisation_order, "by_organisation.order", "Personas come ordered by the bytes of their ids.") \
  X(by_organisation_twice, "by_organisation.twice", "A persona is emitted once.") \
  X(by_organisation_unknown, "by_organisation.unknown", "An unknown organisation has nobody, and that is no error.") \
  X(by_organisation_emit_error, "by_organisation.emit_error", "The receiver's error is returned unchanged.") \
  X(by_organisation_emit_stops, "by_organisation.emit_stops", "The receiver's error stops the reading.") \
  X(scan_missing, "scan.missing", "A scan from the start finds everybody.") \
  X(scan_order, "scan.order", "Personas come in the order of their keys: region, organisation, id, by bytes.") \
  X(scan_twice, "scan.twice", "A persona is emitted once.") \
  X(scan_limit, "scan.limit", "No more than `limit` personas are emitted; a limit of none gives none.") \
  X(scan_after, "scan.after", "A scan begins behind the key `after`, whether or not that key is there.") \
  X(scan_pages, "scan.pages", "Pages of every size give together what one scan gives.") \
  X(scan_emit_error, "scan.emit_error", "The receiver's error is returned unchanged.") \
  X(scan_emit_stops, "scan.emit_stops", "The receiver's error stops the reading.") \
  X(regions_missing, "regions.missing", "Every region that has personas is listed.") \
  X(regions_extra, "regions.extra", "No region without personas is listed.") \
  X(regions_order, "regions.order", "Regions are listed ascending, each once.") \
  X(unnumbered_missing, "unnumbered.missing", "Personas without a usable number are emitted, as many as the limit allows.") \
  X(unnumbered_numbered, "unnumbered.numbered", "Nobody with a usable number is emitted.") \
  X(unnumbered_other_region, "unnumbered.other_region", "Nobody of another region is emitted.") \
  X(unnumbered_limit, "unnumbered.limit", "No more than `limit` personas are emitted.") \
  X(unnumbered_twice, "unnumbered.twice", "A persona is emitted once.") \
  X(unnumbered_emit_error, "unnumbered.emit_error", "The receiver's error is returned unchanged.") \
  X(unnumbered_emit_stops, "unnumbered.emit_stops", "The receiver's error stops the reading.")

#define KTO_LEDGER_RULES(X) \
  X(ledger_empty, "ledger.empty", "The ledger is empty when the suite begins.") \
  X(ledger_fails, "ledger.fails", "No call fails on what can be answered or recorded.") \
  X(ledger_throws, "ledger.throws", "No exception leaves a call.") \
  X(ledger_threads, "ledger.threads", "Of links made from several threads none is lost.") \
  X(ledger_race, "ledger.race", "Of several threads that link one persona exactly one does.") \
  X(links_of_missing, "links_of.missing", "All links of a subject are there.") \
  X(links_of_other_subject, "links_of.other_subject", "No link of another subject is there.") \
  X(links_of_other_issuer, "links_of.other_issuer", "The same number of another issuer is another subject.") \
  X(links_of_order, "links_of.order", "Links are ordered by the key of the persona.") \
  X(links_to_length, "links_to.length", "There is one answer for each key that was asked, none for no key.") \
  X(links_to_order, "links_to.order", "Each answer stands where its key stands, also for a key that stands twice.") \
  X(links_to_unlinked, "links_to.unlinked", "A persona without a link has none: region, organisation and id are one key.") \
  X(link_content, "link.content", "A link comes back whole: origin, time, rules, ticket.") \
  X(add_link_already_linked, "add_link.already_linked", "A linked persona is not linked to another subject: already_linked.") \
  X(add_link_same_subject, "add_link.same_subject", "The same link again is already_linked, too.") \
  X(add_link_other_persona, "add_link.other_persona", "The same id in another organisation or region is another persona and can be linked.") \
  X(add_link_issuer, "add_link.issuer", "An account of another issuer is refused: bad_argument.") \
  X(add_link_own_changes, "add_link.own_changes", "A link added earlier in the transaction counts: already_linked.") \
  X(remove_link_not_found, "remove_link.not_found", "Removing a link that is not there is not_found.") \
  X(remove_link_removes, "remove_link.removes", "A removed link is gone, from links_of and links_to, and no other is.") \
  X(remove_link_frees, "remove_link.frees", "A persona whose link was removed can be linked to another subject.") \
  X(remove_link_own_changes, "remove_link.own_changes", "A link removed earlier in the transaction is gone for it: not_found, and free.") \
  X(consents_for_missing, "consents_for.missing", "Every standing consent for the child is there.") \
  X(consents_for_revoked, "consents_for.revoked", "No revoked consent is there.") \
  X(consents_for_other_child, "consents_for.other_child", "No consent for another child is there; the giver is not the child.") \
  X(consents_for_order, "consents_for.order", "The oldest consent comes first.") \
  X(consent_content, "consent.content", "A consent comes back whole: who gave it and when.") \
  X(add_consent_anew, "add_consent.anew", "After all were revoked a consent can be given anew.") \
  X(revoke_consent_not_found, "revoke_consent.not_found", "Revoking where no consent stands is not_found.") \
  X(revoke_consent_revokes, "revoke_consent.revokes", "Revoking ends every standing consent for the child.") \
  X(decision_content, "decision.content", "A decision is found by its ticket, whole.") \
  X(decision_unknown, "decision.unknown", "An unknown ticket, or a text that is none, finds nothing and is no error.") \
  X(add_decision_ticket_taken, "add_decision.ticket_taken", "A ticket is given once: bad_argument, and the first decision stands.") \
  X(add_decision_ticket_form, "add_decision.ticket_form", "A ticket is twenty hexadecimal digits, lower case; anything else is bad_argument.") \
  X(sign_ins_of_missing, "sign_ins_of.missing", "Every sign-in of the persona is there.") \
  X(sign_ins_of_other_persona, "sign_ins_of.other_persona", "No sign-in of another persona is there.") \
  X(sign_ins_of_order, "sign_ins_of.order", "The oldest sign-in comes first.") \
  X(sign_in_content, "sign_in.content", "A sign-in comes back whole.") \
  X(rollback_links, "rollback.links", "Without commit links are neither made nor removed.") \
  X(rollback_consents, "rollback.consents", "Without commit consents are neither given nor revoked.") \
  X(rollback_decisions, "rollback.decisions", "Without commit no decision is recorded.") \
  X(rollback_sign_ins, "rollback.sign_ins", "Without commit no sign-in is recorded.") \
  X(transaction_isolated, "transaction.isolated", "Others see nothing of a transaction before its commit.") \
  X(transaction_goes_on, "transaction.goes_on", "A refused act changes nothing, and the transaction can go on and commit.") \
  X(transaction_ends, "transaction.ends", "A committed transaction takes nothing more: bad_argument.") \
  X(transaction_busy, "transaction.busy", "A second transaction waits, and after the time-out answers store_busy.") \
  X(transaction_turn, "transaction.turn", "When a transaction is over the next one begins, on another thread too.") \
  X(commit_complete, "commit.complete", "All of a committed transaction is there.") \
  X(commit_atomic, "commit.atomic", "Readers see all of a transaction or nothing of it.")
// clang-format on

namespace kto::conformance {

enum class Rule : std::uint8_t {
#define KTO_X(rule, name, text) rule,
  KTO_SOURCE_RULES(KTO_X) KTO_LEDGER_RULES(KTO_X)
#undef KTO_X
};

}  // namespace kto::conformance
