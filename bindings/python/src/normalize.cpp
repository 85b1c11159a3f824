// Tables of names and numbers: columns in, columns out, for kto.pandas, kto.polars and kto.arrow.
#include "cells.hpp"

namespace kto::python {

namespace {

struct Normalized {
  Texts folded;
  Texts keys;
  Texts shown;
  std::vector<std::string_view> errors{};
};

struct Wanted {
  bool folded;
  bool keys;
  bool shown;
};

void put(Texts& texts, bool wanted, const std::string& text) {
  if (wanted) texts.add(text);
}

void add_none(Normalized& made, Wanted wanted, std::string_view error) {
  if (wanted.folded) made.folded.add_none();
  if (wanted.keys) made.keys.add_none();
  if (wanted.shown) made.shown.add_none();
  made.errors.push_back(error);
}

void add_fio(Normalized& made, Wanted wanted, const Fio& fio) {
  std::string line;
  for (const std::string* part : {&fio.folded().surname, &fio.folded().given, &fio.folded().patronymic}) {
    if (part->empty()) continue;
    if (!line.empty()) line += ' ';
    line += *part;
  }
  put(made.folded, wanted.folded, line);
  if (wanted.keys) made.keys.add(fio.match_key());
  if (wanted.shown) made.shown.add(fio.display_line());
  made.errors.emplace_back();
}

// A line: only what is wanted is made, without a Fio where that can be.
void add_line(Normalized& made, Wanted wanted, std::string_view line) {
  if (wanted.shown) {
    const auto fio = Fio::parse(line);
    if (!fio) return add_none(made, wanted, name_of(fio.error().code));
    return add_fio(made, wanted, *fio);
  }
  // With nothing wanted the key tells whether the name can be folded.
  const Result<void> first = wanted.folded ? fold_line(line, made.folded.text()) : match_key_of(line, made.keys.text());
  if (!first) return add_none(made, wanted, name_of(first.error().code));
  if (wanted.folded) {
    made.folded.add();
    if (wanted.keys) (void)match_key_of(line, made.keys.text());
  }
  if (wanted.keys) made.keys.add();
  made.errors.emplace_back();
}

std::optional<Errc> first_error(const std::vector<Cells>& parts, std::size_t row) {
  for (const Cells& part : parts) {
    if (const auto error = part.error(row)) return error;
  }
  return std::nullopt;
}

// `columns`: one column of lines, or surname, given name and patronymic.
py::tuple normalize_names(const py::tuple& columns, bool folded, bool keys, bool shown) {
  std::vector<Cells> parts;
  for (const auto column : columns) parts.push_back(Cells::of(column, "name", Take::names));
  const std::size_t rows = parts.at(0).size();
  for (const Cells& part : parts) {
    if (part.size() != rows) raise(Errc::bad_argument, "name");
  }
  const Wanted wanted{folded, keys, shown};
  Normalized made{Texts(rows), Texts(rows), Texts(rows)};
  made.errors.reserve(rows);
  {
    const py::gil_scoped_release released;
    const auto cell = [&](std::size_t part, std::size_t row) {
      return part < parts.size() && parts[part].there(row) ? parts[part].at(row) : std::string_view();
    };
    for (std::size_t row = 0; row < rows; ++row) {
      bool there = false;
      for (const Cells& part : parts) there = there || part.there(row);
      if (const auto error = first_error(parts, row)) {
        add_none(made, wanted, name_of(*error));
      } else if (!there) {
        add_none(made, wanted, {});
      } else if (parts.size() == 1) {
        add_line(made, wanted, parts[0].at(row));
      } else {
        const auto fio = Fio::from_parts(cell(0, row), cell(1, row), cell(2, row));
        if (fio) {
          add_fio(made, wanted, *fio);
        } else {
          add_none(made, wanted, name_of(fio.error().code));
        }
      }
    }
  }
  const auto out = [](bool is_wanted, const Texts& texts) {
    return is_wanted ? py::object(texts.out()) : py::object(py::none());
  };
  return py::make_tuple(out(folded, made.folded), out(keys, made.keys), out(shown, made.shown), words_out(made.errors));
}

// (canonical, verdicts as words).
py::tuple normalize_numbers(const py::object& cells, bool recover) {
  const Cells column = Cells::of(cells, "snils", Take::values);
  const auto recovery = recover ? Snils::Recovery::yes : Snils::Recovery::no;
  Texts canonical(column.size());
  std::vector<std::string_view> verdicts(column.size());
  {
    const py::gil_scoped_release released;
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (column.error(row)) verdicts[row] = name_of(SnilsVerdict::bad_format);
      const auto reading = column.there(row) ? Snils::read(column.at(row), recovery) : Snils::Reading();
      if (column.there(row)) verdicts[row] = name_of(reading.verdict);
      if (reading.usable()) {
        canonical.add(reading.canonical());
      } else {
        canonical.add_none();
      }
    }
  }
  return py::make_tuple(canonical.out(), words_out(verdicts));
}

}  // namespace

void bind_normalize(py::module_& m) {
  m.def("normalize_names", &normalize_names);
  m.def("normalize_numbers", &normalize_numbers);
}

}  // namespace kto::python
