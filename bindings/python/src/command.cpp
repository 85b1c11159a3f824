// `python -m kto`: the command kto, from its own sources.
#include <pybind11/stl.h>

#include "binding.hpp"
#include "cli/commands.hpp"

namespace kto::python {

void bind_command(py::module_& m) {
  m.def("command", [](const std::vector<py::bytes>& arguments) {
    std::vector<std::string> words{"kto"};
    for (const py::bytes& argument : arguments) words.emplace_back(argument);
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const py::gil_scoped_release released;
    return cli::command(static_cast<int>(words.size()), pointers.data());
  });
}

}  // namespace kto::python
