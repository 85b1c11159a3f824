// Two stores of ours, in memory and in a file, held against each other: the same operations, the same answers.
#include <algorithm>
#include <filesystem>
#include <string>

#include "../tests/support/own_folder.hpp"
#include "bytes.hpp"
#include "kto/store.hpp"

namespace {

using namespace kto;
using fuzz::Bytes;
using fuzz::require;

// The error's code, or 0: fields and numbers of the back end may differ.
template <class T>
int code(const Result<T>& result) {
  return result ? 0 : static_cast<int>(result.error().code);
}

std::string told(const PersonaKey& key) { return key.region.str() + "/" + key.organisation.str() + "/" + key.id.str(); }

std::string told(const Persona& persona) {
  const NameParts parts = persona.name.parts();
  std::string out = told(persona.key) + "|" + parts.surname + "|" + parts.given + "|" + persona.number.text + "|" +
                    (persona.archived() ? "archived" : "here");
  for (const auto& membership : persona.memberships) out += "|" + membership.klass;
  return out;
}

std::string told(const Link& link) {
  return told(link.persona) + "=" + std::to_string(link.subject.oid.value()) + "@" + std::to_string(link.made_at) +
         link.ticket;
}

std::string file_in(const OwnFolder& folder) { return (folder.path() / "store.db").string(); }

void empty(const OwnFolder& folder) {
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) std::filesystem::remove(entry.path());
}

class Pair {
 public:
  explicit Pair(const OwnFolder& folder) {
    OpenOptions options;
    options.mode = OpenMode::create_unsealed;
    memory_ = std::move(open_store("memory:", options)).value();
    file_ = std::move(open_store("sqlite:" + file_in(folder), options)).value();
  }

  // What both say to the same question.
  template <class Ask>
  std::string both(const Ask& ask) const {
    const std::string a = ask(*memory_);
    require(a == ask(*file_));
    return a;
  }
  Store& memory() const noexcept { return *memory_; }
  Store& file() const noexcept { return *file_; }

 private:
  std::unique_ptr<Store> memory_;
  std::unique_ptr<Store> file_;
};

// Few keys, numbers and accounts, so that operations meet.
Region region_from(Bytes& in) { return Region::make(38 + static_cast<unsigned>(in.below(2))).value(); }
OrganisationId organisation_from(Bytes& in) { return OrganisationId(in.byte() % 2 == 0 ? "Школа" : "Гимназия"); }
PersonaKey key_from(Bytes& in) {
  return {region_from(in), organisation_from(in), PersonaId(std::to_string(in.below(4)))};
}
Snils number_from(Bytes& in) { return Snils::from_number(in.byte() % 2 == 0 ? 112233445 : 165472310).value(); }
Subject subject_from(Bytes& in) {
  return {in.byte() < 240 ? Issuer::production : Issuer::test_stand,
          Oid::make(1000300001 + static_cast<std::int64_t>(in.below(3))).value()};
}
std::string ticket_from(Bytes& in) { return "0123456789abcdef012" + std::to_string(in.below(4)); }

class Player {
 public:
  Player(Bytes& in, const Pair& stores) : in_(in), stores_(stores) {}

  void step() {
    switch (in_.below(12)) {
      case 0:
      case 1:
      case 2:
        return import();
      case 3:
      case 4:
        return record();
      case 5: {
        const NumberQuery queries[] = {{region_from(in_), number_from(in_)}, {region_from(in_), number_from(in_)}};
        return compare([&](const Store& store) {
          std::vector<std::string> rows;  // in any order
          const auto done = store.candidates(queries, [&](std::size_t query, const Persona& persona) -> Result<void> {
            rows.push_back(std::to_string(query) + told(persona));
            return {};
          });
          std::sort(rows.begin(), rows.end());
          std::string out = std::to_string(code(done));
          for (const auto& row : rows) out += "\n" + row;
          return out;
        });
      }
      case 6: {
        const PersonaKey keys[] = {key_from(in_), key_from(in_), key_from(in_)};
        return compare([&](const Store& store) {
          return rows([&](const EmitPersona& emit) { return store.by_key(keys, emit); });
        });
      }
      case 7: {
        const std::optional<PersonaKey> after = in_.byte() % 2 == 0 ? std::nullopt : std::optional(key_from(in_));
        const std::size_t limit = in_.below(6);
        return compare([&](const Store& store) {
          return rows([&](const EmitPersona& emit) { return store.scan(after, limit, emit); });
        });
      }
      case 8: {
        const Region region = region_from(in_);
        const OrganisationId organisation = organisation_from(in_);
        const std::size_t limit = in_.below(4);
        return compare([&](const Store& store) {
          return rows([&](const EmitPersona& emit) { return store.by_organisation(region, organisation, emit); }) +
                 rows([&](const EmitPersona& emit) { return store.unnumbered(region, limit, emit); });
        });
      }
      case 9: {
        const Subject subject = subject_from(in_);
        const PersonaKey keys[] = {key_from(in_), key_from(in_)};
        return compare([&](const Store& store) {
          const auto of = store.links_of(subject);
          std::string out = std::to_string(code(of));
          for (const auto& link : of.value()) out += "\n" + told(link);
          const auto to = store.links_to(keys).value();
          for (const auto& link : to) out += "\n" + (link ? told(*link) : "none");
          return out;
        });
      }
      case 10: {
        const PersonaKey key = key_from(in_);
        const std::string ticket = ticket_from(in_);
        return compare([&](const Store& store) {
          std::string out;
          const auto consents = store.consents_for(key).value();
          for (const auto& consent : consents) {
            out += std::to_string(consent.given_at) + (consent.given_by ? told(*consent.given_by) : "");
          }
          const auto entries = store.sign_ins_of(key).value();
          for (const auto& entry : entries) out += std::to_string(entry.at) + entry.ticket;
          const auto decision = store.decision(ticket).value();
          return out + (decision ? std::to_string(decision->decided_at) + decision->rules : "none");
        });
      }
      default:
        return compare([&](const Store& store) {
          std::string out = std::to_string(store.info().value().personas);
          const auto regions = store.regions().value();
          for (const Region region : regions) out += "," + region.str();
          const auto organisations = store.organisations().value();
          for (const auto& one : organisations) out += "," + one.id.str() + one.inn;
          const auto checked = store.check([](std::uint64_t) { return true; }).value();
          return out + (checked.good() ? "good" : "bad") + std::to_string(checked.links) + "/" +
                 std::to_string(checked.links_dangling);
        });
    }
  }

 private:
  template <class Ask>
  void compare(const Ask& ask) const {
    stores_.both([&](const Store& store) { return ask(store); });
  }

  template <class Read>
  static std::string rows(const Read& read) {
    std::string out;
    const auto done = read([&](const Persona& persona) -> Result<void> {
      out += told(persona) + "\n";
      return {};
    });
    return out + std::to_string(code(done));
  }

  void import() {
    std::string file = "ID;Организация;Регион;ФИО;СНИЛС;Класс;Роль\n";
    for (std::size_t count = in_.below(6); count > 0; --count) {
      const PersonaKey key = key_from(in_);
      const bool bad = in_.byte() >= 230;
      file += key.id.str() + ";" + key.organisation.str() + ";" + key.region.str() + ";" +
              (in_.byte() % 2 == 0 ? "Бек Али" : "Орлова Анна Сергеевна") + ";" +
              (bad                 ? "плохой"
               : in_.byte() >= 200 ? ""
                                   : number_from(in_).canonical()) +
              ";" + (in_.byte() % 2 == 0 ? "6а" : "") + ";" + (in_.byte() % 2 == 0 ? "Ученик" : "Родитель") + "\n";
    }
    if (in_.byte() >= 240) file += in_.text();
    ImportOptions options;
    options.roster.today = Date::make(2024, 10, 1).value();
    if (in_.byte() >= 160) {
      options.full = true;
      options.roster.organisation = organisation_from(in_);
      if (in_.byte() % 2 == 0) options.roster.region = region_from(in_);
    }
    options.yes = in_.byte() % 2 == 0;
    options.dry_run = in_.byte() >= 220;
    const int stop_at = in_.byte() >= 230 ? static_cast<int>(in_.below(2)) : -1;
    stores_.both([&](Store& store) {
      std::string issues;
      ImportHandlers told_of;
      told_of.issue = [&](std::size_t, const RowIssue& issue) {
        issues += std::to_string(issue.line) + "." + std::to_string(static_cast<int>(issue.code)) + ",";
      };
      told_of.ready = [&](const ImportReport&) { return stop_at != 0; };
      const ByteSource source = bytes_of(file);
      ImportReport report;
      const auto done = import_roster(store, std::span(&source, 1), options, told_of, &report);
      std::string out = std::to_string(code(done)) + ":" + issues;
      for (const std::uint64_t number :
           {report.rows, report.inserted, report.updated, report.unchanged, report.repeated, report.rejected,
            report.flagged, report.archived, report.would_archive, report.standing}) {
        out += " " + std::to_string(number);
      }
      return out;
    });
  }

  // One transaction of the ledger, on both sides step by step; committed or not.
  void record() {
    auto a = stores_.memory().begin().value();
    auto b = stores_.file().begin().value();
    for (std::size_t steps = 1 + in_.below(4); steps > 0; --steps) {
      const PersonaKey key = key_from(in_);
      const std::int64_t at = in_.byte();
      switch (in_.below(6)) {
        case 0: {
          const Link link{subject_from(in_), key, LinkOrigin::by_hand, at, "ru-2024/1", ticket_from(in_)};
          same(a->add_link(link), b->add_link(link));
          break;
        }
        case 1:
          same(a->remove_link(key), b->remove_link(key));
          break;
        case 2: {
          ConsentRecord consent{key};
          if (in_.byte() % 2 == 0) consent.given_by = key_from(in_);
          consent.given_at = at;
          same(a->add_consent(consent), b->add_consent(consent));
          break;
        }
        case 3:
          same(a->revoke_consent(key, at), b->revoke_consent(key, at));
          break;
        case 4: {
          Decision decision{ticket_from(in_), at, key.region};
          decision.rules = "ru-2024/1";
          decision.personas.push_back(key);
          same(a->add_decision(decision), b->add_decision(decision));
          break;
        }
        default: {
          const SignIn entry{ticket_from(in_), key, at};
          same(a->add_sign_in(entry), b->add_sign_in(entry));
        }
      }
    }
    if (in_.byte() % 4 != 0) same(a->commit(), b->commit());
  }

  static void same(const Result<void>& a, const Result<void>& b) { require(code(a) == code(b)); }

  Bytes& in_;
  const Pair& stores_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const OwnFolder folder;
  empty(folder);
  Bytes in(data, size);
  const Pair stores(folder);
  Player player(in, stores);
  for (int steps = 0; steps < 48 && !in.empty(); ++steps) player.step();
  return 0;
}
