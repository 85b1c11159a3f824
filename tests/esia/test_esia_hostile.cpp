// What is no JSON, what is too large or too deep, and what must not take long.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "kto/esia.hpp"
#include "requests.hpp"

using namespace kto;
using namespace std::string_literals;
using esia_test::read;

namespace {

std::string nested(std::size_t depth, char open, char close, const std::string& core = "") {
  return std::string(depth, open) + core + std::string(depth, close);
}

std::string nested_objects(std::size_t depth) {
  std::string out;
  for (std::size_t i = 0; i < depth; ++i) out += "{\"a\":";
  return out + "1" + std::string(depth, '}');
}

}  // namespace

TEST_CASE("esia: what is no JSON, by the byte", "[esia]") {
  struct Row {
    std::string bytes;
    std::string expected;
  };
  const std::vector<Row> rows{
      {"", "error=bad_json@0"},
      {" \r\n", "error=bad_json@3"},
      {"{", "error=bad_json@1"},
      {"{\"a\"", "error=bad_json@4"},
      {"{\"a\":", "error=bad_json@5"},
      {"{\"a\":1", "error=bad_json@6"},
      {"{\"a\":1,", "error=bad_json@7"},
      {"{\"a\":1,}", "error=bad_json@7"},
      {"{a:1}", "error=bad_json@1"},
      {"{'a':1}", "error=bad_json@1"},
      {"{\"a\" 1}", "error=bad_json@5"},
      {"{\"a\":01}", "error=bad_json@6"},
      {"{\"a\":+1}", "error=bad_json@5"},
      {"{\"a\":.5}", "error=bad_json@5"},
      {"{\"a\":1.}", "error=bad_json@7"},
      {"{\"a\":NaN}", "error=bad_json@5"},
      {"{\"a\":1} // x", "error=bad_json@8"},
      {"/**/{}", "error=bad_json@0"},
      {"{}{}", "error=bad_json@2"},
      {"{} x", "error=bad_json@3"},
      {"{}\0"s, "error=bad_json@2"},
      {"{}\0{}"s, "error=bad_json@2"},
      {"\0{}"s, "error=bad_json@0"},
      {"{\"a\0b\":1}"s, "error=bad_json@3"},
      {"{\"a\":\"\n\"}", "error=bad_json@6"},
      {"{\"a\":\"\\x\"}", "error=bad_json@7"},
      {"{\"a\":\"\\ud800\"}", "error=bad_json@12"},
      {"{\"a\":\"\\udc00\"}", "error=bad_json@11"},
      {"{\"a\":\"\\ud800\\u0041\"}", "error=bad_json@17"},
      {"{\"\\ud800\":1}", "error=bad_json@8"},
      {"\xEF\xBB\xBF{}", "error=bad_json@0"},
      {"\xEF\xBB\xBF", "error=bad_json@0"},
      {"{\"a\":\"\xFF\"}", "error=bad_utf8@6"},
      {"{\"a\":\"\xD0\"}", "error=bad_utf8@6"},
      {"{\"a\":\"\xED\xA0\x80\"}", "error=bad_utf8@6"},
      {"{\"a\":\"\xC0\x80\"}", "error=bad_utf8@6"},
      {"\xFF\xFE{\0}\0"s, "error=bad_utf8@0"},
      {"}{ \xD0", "error=bad_utf8@3"},  // UTF-8 is looked at before JSON
      // The key was repeated, but what follows is no JSON: no verdict.
      {"{\"a\":1,\"a\":2", "error=bad_json@12"},
      {"[1e999,", "error=bad_json@7"},
      {"[1e999 1]", "error=bad_json@7"},
  };
  for (const auto& [bytes, expected] : rows) {
    CAPTURE(bytes);
    CHECK(read(bytes) == expected);
    CHECK(read(bytes, Claims::not_verified) == expected);
  }
}

TEST_CASE("esia: an error holds no piece of the input", "[esia]") {
  const auto request = read_request(R"({"lastName":"Незнакомова","snils":112-233-445 95})", Claims::verified);
  REQUIRE_FALSE(request);
  CHECK(describe(request.error()).find("Незнак") == std::string::npos);
  CHECK(describe(request.error()).find("112") == std::string::npos);
  CHECK(request.error().field.empty());
}

TEST_CASE("esia: numbers beyond any range are JSON and no claims", "[esia]") {
  const std::string huge(400, '9');
  CHECK(read(R"({"trusted":true,"x":1e999,"y":-1E+99999,"z":)" + huge + "}") == "confirmed");
  CHECK(read(R"({"oid":1e999})") == "fault=oid_bad");
  CHECK(read(R"({"oid":)" + huge + "}") == "fault=oid_bad");
  CHECK(read(R"({"region":)" + huge + "}") == "region_bad unconfirmed");
  CHECK(read(R"({"request_id":)" + huge + "}") == "unconfirmed");
  CHECK(read(R"({"request_id":"1e999","x":1e999})") == "id=1e999 unconfirmed");
  CHECK(read("{\"x\":1e-999}") == "unconfirmed");
  std::string many = "{\"x\":[1e999";
  for (int i = 0; i < 150'000; ++i) many += ",1e999";
  CHECK(read(many + "]}") == "unconfirmed");
  CHECK(read("{\"x\":" + std::string(1'000'000, '9') + "}") == "unconfirmed");
}

TEST_CASE("esia: depth", "[esia]") {
  const auto most = limits::json_depth;
  CHECK(read(nested(most, '[', ']')) == "fault=not_an_object");
  CHECK(read(nested(most + 1, '[', ']')) == "error=too_deep@" + std::to_string(most));
  CHECK(read(nested_objects(most)) == "unconfirmed");
  CHECK(read(nested_objects(most + 1)) == "error=too_deep@" + std::to_string(5 * most));
  // Brackets in strings are none, also behind escaped quotes.
  CHECK(read(R"({"a":"\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[","b":)" + nested(most - 1, '[', ']') + "}") ==
        "unconfirmed");
  const std::string before = R"({"a":"\\","b":"[{\"[","c":[[]],"d":)";
  CHECK(read(before + nested(most, '[', ']') + "}") == "error=too_deep@" + std::to_string(before.size() + most - 1));
  CHECK(read(std::string(1'000'000, '[')) == "error=too_deep@" + std::to_string(most));
  CHECK(read("[" + nested_objects(most)) == "error=too_deep@" + std::to_string(5 * (most - 1) + 1));
  // What comes first is told.
  CHECK(read("x" + std::string(1000, '[')) == "error=bad_json@0");
}

TEST_CASE("esia: size", "[esia]") {
  const auto most = limits::request_bytes;
  const std::string head = R"({"request_id":")";
  const std::string fits = head + std::string(most - head.size() - 2, 'x') + "\"}";
  REQUIRE(fits.size() == most);
  CHECK(read_request(fits, Claims::verified)->request_id->size() == most - head.size() - 2);
  CHECK(read(fits + " ") == "error=too_long@" + std::to_string(most));
  CHECK(read(std::string(3 * most, '\xFF')) == "error=too_long@" + std::to_string(most));
  CHECK(read(std::string(most, ' ')) == "error=bad_json@" + std::to_string(most));
}

TEST_CASE("esia: a megabyte of anything is read in one pass", "[esia]") {
  const auto fill = [](const std::string& piece) {
    std::string out;
    while (out.size() < 1'000'000) out += piece;
    return out;
  };
  CHECK(read(R"({"lastName":")" + fill("Ё") + R"("})") == "fault=name_unusable");
  CHECK(read(R"({"lastName":")" + fill("\\u0301") + R"("})") == "fault=name_unusable");
  CHECK(read(R"({"snils":")" + fill(" ") + R"(112-233-445 95"})") == "unconfirmed snils=112-233-445 95");
  CHECK(read(R"({"snils":")" + fill("-") + R"("})") == "unconfirmed");
  CHECK(read(R"({"error_description":")" + fill("ESIA-") + R"("})") == "unconfirmed error=none");
  CHECK(read(R"({"error_description":")" + fill("ESIA-00000") + R"("})") == "unconfirmed error=none");
  CHECK(read(R"({"error_description":"ESIA-)" + fill("0") + R"("})") == "unconfirmed error=none");
  CHECK(read(R"({"scope":")" + fill("?&=") + R"("})") == "unconfirmed rights=--");
  CHECK(read(R"({"scope":")" + fill("a ") + R"("})") == "unconfirmed rights=--");
  CHECK(read(R"({"birthDate":")" + fill("0") + R"("})") == "fault=birth_date_unusable");
  std::string keys = "{";
  for (int i = 0; i < 90'000; ++i) keys += "\"" + std::to_string(i) + "\":0,";
  CHECK(read(keys + "\"\":0}") == "unconfirmed");
  CHECK(read(keys + "\"0\":0}") == "fault=key_repeated");
}
