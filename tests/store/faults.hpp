// What a conformance suite finds: a list, so that a suite can be run on something that must fail it.
#pragma once

#include <string>
#include <vector>

#include "kto/base.hpp"

namespace kto::test {

class Faults {
 public:
  bool expect(bool good, const std::string& what) {
    if (!good) list_.push_back(what);
    return good;
  }
  template <class T>
  bool expect_good(const Result<T>& result, const std::string& what) {
    return expect(result.has_value(), what + (result ? "" : ": " + std::string(name_of(result.error().code))));
  }
  template <class T>
  bool expect_error(const Result<T>& result, Errc code, const std::string& what) {
    return expect(!result && result.error().code == code,
                  what + (result ? ": no error" : ": " + std::string(name_of(result.error().code))));
  }
  const std::vector<std::string>& list() const noexcept { return list_; }
  bool contains(std::string_view part) const {
    for (const std::string& fault : list_) {
      if (fault.find(part) != std::string::npos) return true;
    }
    return false;
  }
  std::string text() const {
    std::string out;
    for (const std::string& fault : list_) out += fault + "\n";
    return out;
  }

 private:
  std::vector<std::string> list_;
};

}  // namespace kto::test
