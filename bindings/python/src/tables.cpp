// The core's tables of names and codes, for the enums of the package and the test that they agree; texts.
#include "binding.hpp"

namespace kto::python {

namespace {

template <class E>
py::tuple table(std::span<const E> all) {
  py::tuple out(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) out[i] = py::make_tuple(text_out(name_of(all[i])), code_of(all[i]));
  return out;
}

template <class E, std::size_t N>
py::tuple table(const E (&all)[N]) {
  return table(std::span<const E>(all));
}

}  // namespace

void bind_tables(py::module_& m) {
  m.def("version", [] { return text_out(version()); });
  m.def("tables", [] {
    py::dict out;
    out["Verdict"] = table(all_verdicts());
    out["Reason"] = table(all_reasons());
    out["NameRule"] = table(all_name_rules());
    out["RowCode"] = table(all_row_codes());
    out["Part"] = table({Part::whole, Part::surname, Part::given, Part::patronymic});
    out["Grade"] = table({Grade::identical, Grade::equal, Grade::equivalent, Grade::similar, Grade::different});
    out["SnilsVerdict"] = table({SnilsVerdict::valid, SnilsVerdict::exempt, SnilsVerdict::bad_checksum,
                                 SnilsVerdict::bad_format, SnilsVerdict::placeholder});
    out["Account"] = table({Account::unconfirmed, Account::confirmed, Account::child});
    out["Role"] = table({Role::unknown, Role::pupil, Role::parent, Role::teacher, Role::staff, Role::administrator});
    out["Actor"] = table({Actor::nobody, Actor::person, Actor::school, Actor::parent, Actor::esia, Actor::portal});
    return out;
  });
  m.def("errors", [] {
    py::list out;
#define KTO_X(name, number, text) out.append(py::make_tuple(#name, number));
    KTO_ERRORS(KTO_X)
#undef KTO_X
    return py::tuple(out);
  });
  // «reason.archived», «verdict.sign_in», «row.id_empty» …
  m.def("message", [](const py::object& lang, const py::object& key) {
    const std::string_view name = text_in(key, "key");
    const Lang language = lang_in(lang);
    if (!text::has_message(language, name)) raise(Errc::not_found, "key");
    return text_out(text::message(language, name));
  });
}

}  // namespace kto::python
