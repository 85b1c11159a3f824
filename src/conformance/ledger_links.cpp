#include "conformance/ledger_run.hpp"

namespace kto::conformance {
namespace {

// Texts are texts: a tab, a line break and a backslash are kept like letters.
const std::string organisation = "Лицей\tдва \\ №2";

void compare_links(LedgerRun& run, const Subject& subject, const std::vector<Link>& expected, const std::string& what) {
  const std::vector<Link> found = run.links_of(subject);
  const auto same_persona = [](const PersonaKey& key) {
    return [&key](const Link& one) { return one.persona == key; };
  };
  for (const Link& link : expected) {
    const auto place = std::find_if(found.begin(), found.end(), same_persona(link.persona));
    if (!run.faults.expect(place != found.end(), Rule::links_of_missing, what + ": a link is missing")) continue;
    run.faults.expect(*place == link, Rule::link_content, what + ": another content");
  }
  for (const Link& link : found) {
    run.faults.expect(std::any_of(expected.begin(), expected.end(), same_persona(link.persona)),
                      Rule::links_of_other_subject, what + ": a link of another subject");
  }
  const auto by_key = [](const Link& a, const Link& b) { return a.persona < b.persona; };
  run.faults.expect(std::is_sorted(found.begin(), found.end(), by_key), Rule::links_of_order, what + ": not in order");
}

void check_reading(LedgerRun& run, const Link& a, const Link& b, const Link& c) {
  compare_links(run, a.subject, {b, a}, "links_of");
  compare_links(run, c.subject, {c}, "links_of");
  compare_links(run, run.subject(1003), {}, "links_of an unknown subject");
  run.faults.expect(run.links_of({run.other_issuer(), a.subject.oid}).empty(), Rule::links_of_other_issuer,
                    "links_of the same number of another issuer");

  const std::vector<PersonaKey> asked = {c.persona, key(38, c.persona.organisation.str(), c.persona.id.str()),
                                         a.persona, c.persona,
                                         b.persona, key(5, "нет", "нет"),
                                         a.persona};
  const std::vector<const Link*> expected = {&c, nullptr, &a, &c, &b, nullptr, &a};
  const auto found = run.links_to(asked);
  if (run.faults.expect(found.size() == asked.size(), Rule::links_to_length,
                        "links_to " + std::to_string(asked.size()) + " keys")) {
    for (std::size_t i = 0; i < found.size(); ++i) {
      const std::string what = "links_to: key " + std::to_string(i + 1);
      if (!expected[i]) {
        run.faults.expect(!found[i], Rule::links_to_unlinked, what);
      } else if (run.faults.expect(found[i] && found[i]->persona == expected[i]->persona, Rule::links_to_order, what)) {
        run.faults.expect(*found[i] == *expected[i], Rule::link_content, what);
      }
    }
  }
  run.faults.expect(run.links_to({}).empty(), Rule::links_to_length, "links_to no key");
}

void check_removing(LedgerRun& run, const Link& a, const Link& b) {
  run.refused(remove_link(run, key(38, "нет", "нет")), Errc::not_found, Rule::remove_link_not_found,
              "remove_link of a persona never linked");
  if (!run.good(remove_link(run, a.persona), "remove_link")) return;
  const auto left = run.links_of(a.subject);
  const bool gone = std::none_of(left.begin(), left.end(), [&](const Link& one) { return one.persona == a.persona; });
  run.faults.expect(gone, Rule::remove_link_removes, "remove_link: links_of still has it");
  run.faults.expect(!run.link_to(a.persona), Rule::remove_link_removes, "remove_link: links_to still has it");
  run.faults.expect(run.link_to(b.persona).has_value(), Rule::remove_link_removes, "remove_link: another is gone too");
  run.refused(remove_link(run, a.persona), Errc::not_found, Rule::remove_link_not_found, "remove_link twice");
  const Link anew = run.link(1002, a.persona);
  const Answer freed = add_link(run, anew);
  if (!freed || !run.faults.expect(freed->has_value(), Rule::remove_link_frees, "add_link after remove_link")) return;
  const auto now = run.link_to(a.persona);
  run.faults.expect(now && now->subject == anew.subject, Rule::remove_link_frees, "links_to after linking anew");
}

// Inside a transaction its own changes count.
void check_own_changes(LedgerRun& run) {
  const PersonaKey persona = key(38, organisation, "own");
  run.good(add_link(run, run.link(1010, persona)), "add_link");
  run.good(transaction(run, "own changes",
                       [&](LedgerTransaction& t) -> Result<void> {
                         KTO_TRY(t.remove_link(persona));
                         run.refused(t.remove_link(persona), Errc::not_found, Rule::remove_link_own_changes,
                                     "remove_link twice in one transaction");
                         const Result<void> anew = t.add_link(run.link(1011, persona));
                         run.faults.expect(anew.has_value(), Rule::remove_link_own_changes,
                                           "add_link after remove_link in one transaction");
                         if (!anew) return {};
                         run.refused(t.add_link(run.link(1012, persona)), Errc::already_linked,
                                     Rule::add_link_own_changes, "add_link twice in one transaction");
                         return {};
                       }),
           "own changes");
}

}  // namespace

void check_links(LedgerRun& run) {
  const Link a = run.link(1001, key(38, organisation, "b"));
  const Link b = run.link(1001, key(38, organisation, "a\nb"));
  Link c = run.link(1002, key(5, "Школа", "Щ"));
  c.origin = LinkOrigin::administrator;
  c.ticket.clear();
  c.made_at = 0;
  for (const Link& link : {a, b, c}) {
    if (!run.good(add_link(run, link), "add_link")) return;
  }
  check_reading(run, a, b, c);

  run.refused(add_link(run, run.link(1002, a.persona)), Errc::already_linked, Rule::add_link_already_linked,
              "add_link to another subject");
  const auto kept = run.link_to(a.persona);
  run.faults.expect(kept && kept->subject == a.subject, Rule::add_link_already_linked,
                    "add_link to another subject: the first link is gone");
  run.refused(add_link(run, a), Errc::already_linked, Rule::add_link_same_subject, "add_link again");

  for (const PersonaKey& other : {key(77, organisation, "b"), key(38, "Лицей", "b"), key(38, organisation, "B")}) {
    const Answer answer = add_link(run, run.link(1004, other));
    if (answer) {
      run.faults.expect(
          answer->has_value(), Rule::add_link_other_persona,
          "add_link of another persona: " + (*answer ? std::string() : std::string(name_of(answer->error().code))));
    }
  }
  if (run.check.one_issuer) {
    Link foreign = run.link(1005, key(38, organisation, "foreign"));
    foreign.subject.issuer = run.other_issuer();
    run.refused(add_link(run, foreign), Errc::bad_argument, Rule::add_link_issuer, "add_link of another issuer");
  }
  check_removing(run, a, b);
  check_own_changes(run);
}

}  // namespace kto::conformance
