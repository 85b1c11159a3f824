// bindings/python/src/cells.hpp — a column of Python's cells as one piece of UTF-8, and back. Reading and writing
// hold the GIL and make no object a cell but the results; the work in between needs neither.
#pragma once

#include "binding.hpp"

namespace kto::python {

// What a column takes. `text` (kto.columns): str, bytes and None; anything else raises. The others, of tables, keep
// what they cannot take in its row, as an error: `names` take text, `values` also numbers and days.
enum class Take : std::uint8_t { text, names, values };

class Cells {
 public:
  // Any iterable. In tables NaN, pandas' NA and NaT are None; a str with a lone surrogate has the error bad_utf8,
  // what is not taken wrong_type. `values`: whole numbers, also as floats (what a spreadsheet makes of an insurance
  // number), are their digits, days are ISO 8601.
  static Cells of(const py::handle& values, const char* field, Take take);

  std::size_t size() const noexcept { return cells_.size(); }
  bool there(std::size_t row) const noexcept { return cells_[row].is == Is::text; }
  // Of a cell that is there.
  std::string_view at(std::size_t row) const noexcept { return {text_.data() + cells_[row].begin, cells_[row].size}; }
  std::optional<Errc> error(std::size_t row) const noexcept {
    if (cells_[row].is == Is::bad_text) return Errc::bad_utf8;
    if (cells_[row].is == Is::other) return Errc::wrong_type;
    return std::nullopt;
  }

 private:
  enum class Is : std::uint8_t { nothing, text, bad_text, other };
  struct Cell {
    std::size_t begin;
    std::size_t size;
    Is is;
  };
  void add(py::handle value, const char* field, Take take);
  bool add_unicode(PyObject* text);
  bool add_number(py::handle value);
  bool add_date(py::handle value);
  std::string text_{};
  std::vector<Cell> cells_{};
};

// A column of results: one piece of UTF-8 and where each row ends in it.
class Texts {
 public:
  explicit Texts(std::size_t rows) { ends_.reserve(rows); }
  // Where the text of the next row goes; then add() or add_none().
  std::string& text() noexcept { return text_; }
  void add() { ends_.push_back({text_.size(), true}); }
  void add_none() { ends_.push_back({text_.size(), false}); }
  void add(std::string_view text) {
    text_ += text;
    add();
  }
  py::list out() const;

 private:
  struct End {
    std::size_t at;
    bool there;
  };
  std::string text_{};
  std::vector<End> ends_{};
};

// Words of the core's tables, each made once: for columns of verdicts and codes. "" is None.
py::list words_out(const std::vector<std::string_view>& words);

}  // namespace kto::python
