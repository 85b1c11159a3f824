// The keys of a name: equal exactly when two names of one kind (two lines, two names in parts) are
// graded `equal` or `equivalent`.
#pragma once

#include <string>

#include "fio/access.hpp"
#include "fio/order.hpp"

namespace kto::fio {

struct Keys {
  std::string equal;
  std::string match;
};

Keys keys_of_parts(const Reading& reading);
// `shown` is the first reading of the plan.
Keys keys_of_line(const LinePlan& plan, const Reading& shown);

}  // namespace kto::fio
