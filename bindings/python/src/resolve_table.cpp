// A table of what ESIA said → a table of answers. A row is a request as JSON, or its cells: then it is written as
// ESIA would write it, so that there is one door for all.
#include <map>
#include <nlohmann/json.hpp>

#include "answering.hpp"
#include "cells.hpp"

namespace kto::python {

namespace {

using Json = nlohmann::json;

// Columns by kto's name of the field; those that are not there are absent.
struct Table {
  std::map<std::string, Cells, std::less<>> columns{};
  std::size_t rows = 0;
  Issuer issuer = Issuer::production;

  const Cells* find(std::string_view name) const {
    const auto found = columns.find(name);
    return found == columns.end() ? nullptr : &found->second;
  }
  std::string_view cell(std::string_view name, std::size_t row) const {
    const Cells* column = find(name);
    return column != nullptr && column->there(row) ? column->at(row) : std::string_view();
  }
  std::optional<Errc> error(std::size_t row) const {
    for (const auto& [name, column] : columns) {
      if (const auto error = column.error(row)) return error;
      if (column.there(row) && !Utf8::check(column.at(row))) return Errc::bad_utf8;
    }
    return std::nullopt;
  }
};

Take take_of(std::string_view field) {
  const bool value = field == "snils" || field == "birth_date" || field == "region" || field == "oid";
  return value ? Take::values : Take::names;
}

Table table_in(const py::dict& columns, Issuer issuer) {
  Table table;
  table.issuer = issuer;
  for (const auto& [name, values] : columns) {
    const std::string field = py::cast<std::string>(name);
    Cells cells = Cells::of(values, field.c_str(), take_of(field));
    if (table.columns.empty()) table.rows = cells.size();
    if (cells.size() != table.rows) raise(Errc::bad_argument, field);
    table.columns.emplace(field, std::move(cells));
  }
  return table;
}

void member(Json& object, const char* key, std::string_view text) {
  if (!text.empty()) object[key] = std::string(text);
}

// A confirmed person's claims, of a row whose cells are text.
Result<std::string> claims_of(const Table& table, std::size_t row) {
  Json person{{"trusted", true}, {"status", "REGISTERED"}};
  if (const std::string_view line = table.cell("name", row); !line.empty()) {
    const auto fio = Fio::parse(line);
    if (!fio) return fail(fio.error());
    member(person, "lastName", fio->parts().surname);
    member(person, "firstName", fio->parts().given);
    member(person, "middleName", fio->parts().patronymic);
  }
  member(person, "lastName", table.cell("surname", row));
  member(person, "firstName", table.cell("given", row));
  member(person, "middleName", table.cell("patronymic", row));
  member(person, "snils", table.cell("snils", row));
  if (const std::string_view birth = table.cell("birth_date", row); !birth.empty()) {
    const auto iso = Date::parse_iso(birth);
    person["birthDate"] = iso ? iso->dotted() : std::string(birth);
  }
  Json request{{"person", std::move(person)}};
  member(request, "region", table.cell("region", row));
  if (const std::string_view text = table.cell("oid", row); !text.empty()) {
    const auto oid = Oid::parse(text);
    if (!oid) return fail(oid.error());
    const std::int64_t number = oid->value();
    request["id_token"] = {
        {"iss",
         table.issuer == Issuer::production ? "http://esia.gosuslugi.ru/" : "http://esia-portal1.test.gosuslugi.ru/"},
        {"sub", number},
        {"urn:esia:sbj", {{"urn:esia:sbj:oid", number}, {"urn:esia:sbj:typ", "P"}, {"urn:esia:sbj:is_tru", true}}}};
  }
  return request.dump();
}

Result<Request> request_of(const Table& table, std::size_t row, Claims claims) {
  if (const auto error = table.error(row)) return fail(*error);
  if (const Cells* requests = table.find("request"); requests != nullptr) {
    if (!requests->there(row)) return fail(Errc::empty);
    return read_request(requests->at(row), claims);
  }
  const auto json = claims_of(table, row);
  if (!json) return fail(json.error());
  return read_request(*json, claims);
}

struct Answers {
  explicit Answers(std::size_t rows) : regions(rows), organisations(rows), ids(rows), reasons(rows) {
    verdicts.reserve(rows);
    errors.reserve(rows);
    counts.reserve(rows);
  }
  std::vector<std::string_view> verdicts{};
  std::vector<std::string_view> errors{};
  std::vector<std::size_t> counts{};
  Texts regions;
  Texts organisations;
  Texts ids;
  Texts reasons;

  void add(std::string_view error) {
    verdicts.emplace_back();
    errors.push_back(error);
    counts.push_back(0);
    for (Texts* texts : {&regions, &organisations, &ids, &reasons}) texts->add_none();
  }
  void add(const Outcome& outcome) {
    verdicts.push_back(name_of(outcome.verdict));
    errors.emplace_back();
    counts.push_back(outcome.personas.size());
    if (outcome.personas.size() == 1) {
      const PersonaKey& key = outcome.personas.front().key;
      regions.add(key.region.str());
      organisations.add(key.organisation.str());
      ids.add(key.id.str());
    } else {
      for (Texts* texts : {&regions, &organisations, &ids}) texts->add_none();
    }
    for (const Finding& finding : outcome.findings) {
      if (&finding != &outcome.findings.front()) reasons.text() += ' ';
      reasons.text() += name_of(finding.reason);
    }
    reasons.add();
  }
};

py::tuple resolve_table(const py::object& source, const StoreHandle* ledger, const ResolveOptions& options,
                        const py::dict& columns, bool verified) {
  const Table table = table_in(columns, options.issuer);
  Answering answering(source, ledger, options);
  const Claims claims = verified ? Claims::verified : Claims::not_verified;
  Answers answers(table.rows);
  for (std::size_t begin = 0; begin < table.rows; begin += requests_at_once) {
    const std::size_t end = std::min(begin + requests_at_once, table.rows);
    std::vector<Request> requests;
    std::vector<std::string_view> errors;
    {
      const py::gil_scoped_release released;
      for (std::size_t row = begin; row < end; ++row) {
        auto request = request_of(table, row, claims);
        errors.push_back(request ? std::string_view() : name_of(request.error().code));
        if (request) requests.push_back(std::move(request).value());
      }
    }
    const auto outcomes = answering.piece(requests);
    auto outcome = outcomes.begin();
    for (const std::string_view error : errors) {
      if (error.empty()) {
        answers.add(*outcome++);
      } else {
        answers.add(error);
      }
    }
  }
  py::list counts(table.rows);
  for (std::size_t row = 0; row < table.rows; ++row) counts[row] = py::int_(answers.counts[row]);
  return py::make_tuple(words_out(answers.verdicts), counts, answers.regions.out(), answers.organisations.out(),
                        answers.ids.out(), answers.reasons.out(), words_out(answers.errors));
}

}  // namespace

void bind_resolve_table(py::module_& m) { m.def("resolve_table", &resolve_table); }

}  // namespace kto::python
