// A Python exception on its way through the core: kept when a callback raises, raised again when the call
// returns to Python, with its traceback. The core meanwhile sees an ordinary error.
#pragma once

#include <mutex>
#include <utility>

#include "binding.hpp"

namespace kto::python {

class Carried {
 public:
  // Runs `callback` under the GIL; `otherwise` when it raised. Any thread.
  template <class T, class F>
  T run(T otherwise, F&& callback) {
    const py::gil_scoped_acquire held;
    try {
      return std::forward<F>(callback)();
    } catch (py::error_already_set& error) {
      keep(std::move(error));
    } catch (py::builtin_exception& error) {  // of a cast, or our own type_error
      error.set_error();
      keep(py::error_already_set());
    }
    return otherwise;
  }

  // Wants the GIL. The first exception counts; what came after it was a consequence.
  void raise_again() {
    std::optional<py::error_already_set> error;
    {
      const std::lock_guard lock(mutex_);
      std::swap(error, error_);
    }
    if (error) throw py::error_already_set(std::move(*error));
  }

 private:
  void keep(py::error_already_set error) {
    const std::lock_guard lock(mutex_);
    if (!error_) error_.emplace(std::move(error));
  }

  std::mutex mutex_{};
  std::optional<py::error_already_set> error_{};
};

}  // namespace kto::python
