#include <catch2/catch.hpp>

#include "kto/text.hpp"

using namespace kto;

TEST_CASE("the text room starts") {
  const auto started = text::start();
  INFO((started ? "" : describe(started.error())));
  REQUIRE(started);
}
