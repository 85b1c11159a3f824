// Sets of rules as opaque, immutable objects.
#include <pybind11/stl.h>

#include "binding.hpp"

namespace kto::python {

namespace {

py::tuple regions_out(const std::vector<Region>& regions) {
  py::tuple out(regions.size());
  for (std::size_t i = 0; i < regions.size(); ++i) out[i] = text_out(regions[i].str());
  return out;
}

// Without a date: today in the region, by the set's clock.
Date date_or_today(const RuleSet& rules, const std::optional<Region>& region, py::handle at) {
  const auto date = maybe_date_in(at, "at");
  return date ? *date : Date::today(zone_of(rules, region));
}

Role role_in(int code) {
  if (code < 0 || code > code_of(Role::administrator)) raise(Errc::bad_value, "role");
  return static_cast<Role>(code);
}

}  // namespace

void bind_rules(py::module_& m) {
  py::class_<RuleSet>(m, "RuleSet")
      .def_static("parse", [](const py::object& json) { return value_of(RuleSet::parse(text_in(json, "rules"))); })
      .def_static("builtin",
                  [](const py::object& name) {
                    const RuleSet* known = builtin_rules_by_name(text_in(name, "name"));
                    if (known == nullptr) raise(Errc::not_found, "rules");
                    return *known;
                  })
      .def_static("default",
                  [](const py::object& region, const py::object& at) {
                    const auto known = maybe_region_in(region);
                    const RuleSet& latest = *builtin_rules_by_name("ru-2024");
                    return default_rules(known, date_or_today(latest, known, at));
                  })
      .def("name", [](const RuleSet& rules) { return text_out(rules.name); })
      .def("version", [](const RuleSet& rules) { return rules.version; })
      .def("hash", [](const RuleSet& rules) { return text_out(rules.hash); })
      .def("regions", [](const RuleSet& rules) { return regions_out(rules.regions); })
      .def("since", [](const RuleSet& rules) { return date_out(rules.from); })
      .def("until", [](const RuleSet& rules) { return date_out(rules.until); })
      .def("in_force",
           [](const RuleSet& rules, const py::object& region, const py::object& at) {
             const auto known = maybe_region_in(region);
             return rules.in_force(known, date_or_today(rules, known, at));
           })
      .def("esia_only",
           [](const RuleSet& rules, int role, std::optional<int> age, const py::object& region, const py::object& at) {
             const auto known = maybe_region_in(region);
             return esia_only(rules, role_in(role), age, known, date_or_today(rules, known, at));
           });
  m.def("builtin_rules_text",
        [](const py::object& name) { return text_out(builtin_rules_text(text_in(name, "name"))); });
  m.def("builtin_rules_names", [] {
    py::list names;
    for (const RuleSet& rules : builtin_rules()) names.append(text_out(rules.name));
    return py::tuple(names);
  });
}

}  // namespace kto::python
