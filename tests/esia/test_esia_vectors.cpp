// The public requests, and: the order of keys decides nothing.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "kto/esia.hpp"
#include "requests.hpp"

using namespace kto;
using esia_test::read;
using Tree = nlohmann::ordered_json;

namespace {

std::vector<std::string> lines_of(const char* file) {
  std::ifstream in(file);
  REQUIRE(in);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

Tree shuffled(const Tree& tree, std::mt19937& random) {
  if (tree.is_array()) {
    Tree out = Tree::array();
    for (const auto& item : tree) out.push_back(shuffled(item, random));
    return out;
  }
  if (!tree.is_object()) return tree;
  std::vector<std::string> keys;
  for (const auto& [key, value] : tree.items()) keys.push_back(key);
  std::shuffle(keys.begin(), keys.end(), random);
  Tree out = Tree::object();
  for (const auto& key : keys) out[key] = shuffled(tree[key], random);
  return out;
}

// What is not ordinary in requests.jsonl; every other person is a confirmed account with name and
// number, both rights and its own OID.
const std::map<std::string, std::string> kSpecial{
    {"r15",
     "oid=1000300015 issuer=production confirmed rights=fs name=Венедиктов|Роман|Ильич snils=167-943-258 14 "
     "born=2010-03-03"},
    {"r16",
     "oid=1000300016 issuer=production unconfirmed rights=fs name=Венедиктов|Роман|Ильич snils=167-943-258 14 "
     "born=2010-03-03"},
    {"r17",
     "oid=1000300017 issuer=production child rights=fs name=Теодорова|Вера|Игоревна snils=182-736-455 94 "
     "born=2015-01-25"},
    {"r18", "unconfirmed expected=child error=7004 denied"},
    {"r19",
     "oid=1000300019 issuer=production child rights=fs name=Незнакомова|Лиза|Павловна snils=176-543-298 00 "
     "born=2015-01-25"},
    {"r20", "unconfirmed error=7004 denied"},
    {"r21", "oid=1000300021 issuer=production confirmed rights=fs name=Егоров|Илья|Денисович"},
    {"r23",
     "oid=1000300023 issuer=production confirmed rights=fs name=Фамилия006|Имя006|Отчество006 "
     "snils=000-000-600 18"},
    {"r26", "fault=account_not_registered"},
    {"r27",
     "oid=1000300027 issuer=production unconfirmed rights=fs name=Андреева|Кармела|Егоровна "
     "snils=143-210-987 28"},
    {"r28", "unconfirmed error=7019 denied"},
    {"r29", "unconfirmed error=7008"},
    {"r30",
     "oid=1000300030 issuer=production unconfirmed rights=fs name=Андреева|Кармела|Егоровна "
     "snils=143-210-987 28"},
    {"r31",
     "oid=1000300031 issuer=production confirmed rights=f- name=Андреева|Кармела|Егоровна "
     "snils=143-210-987 28"},
    {"r33",
     "oid=1000300033 issuer=production confirmed rights=fs name=Незнакомов|Олег|Павлович snils=176-543-298 00 "
     "born=2008-05-03"},
    {"r34",
     "oid=1000300034 issuer=production unconfirmed rights=fs name=Теодорова|Вера|Игоревна "
     "snils=182-736-455 94 born=2015-01-25"},
    {"r35", "fault=name_unusable"},
};

}  // namespace

TEST_CASE("esia: every request of the public vectors", "[esia]") {
  const auto lines = lines_of(KTO_TEST_VECTORS "/signin/requests.jsonl");
  REQUIRE(lines.size() == 36);
  for (const auto& line : lines) {
    const Tree tree = Tree::parse(line);
    const std::string id = tree.at("request_id");
    CAPTURE(id);
    const std::string head = "id=" + id + " region=" + std::string(tree.at("region")) + " ";
    if (const auto special = kSpecial.find(id); special != kSpecial.end()) {
      CHECK(read(line) == head + special->second);
      continue;
    }
    const auto& person = tree.at("person");
    CHECK(read(line) == head + "oid=10003000" + id.substr(1) + " issuer=production confirmed rights=fs name=" +
                            std::string(person.at("lastName")) + "|" + std::string(person.at("firstName")) + "|" +
                            std::string(person.value("middleName", "")) + " snils=" + std::string(person.at("snils")));
  }
}

TEST_CASE("esia: the order of keys decides nothing", "[esia]") {
  std::mt19937 random(38);
  auto lines = lines_of(KTO_TEST_VECTORS "/signin/requests.jsonl");
  // Requests with everything, and with several faults at once.
  lines.emplace_back(
      R"({"request_id":1,"region":"38","person":{"lastName":"Ким","firstName":"Анна","oid":7,"trusted":true,)"
      R"("gender":"F","birthDate":"01.02.2003","status":"Registered","snils":"112-233-445 95"},"id_token":{"sub":"7",)"
      R"("iss":"https://esia-portal1.test.gosuslugi.ru","urn:esia:sbj":{"urn:esia:sbj:oid":7,"urn:esia:sbj:typ":"P",)"
      R"("urn:esia:sbj:is_tru":true}},"scope":"snils?oid=7","level":"standard","expected":"adult","error":"x"})");
  lines.emplace_back(
      R"({"person":{"lastName":5,"oid":8,"status":"DELETED","birthDate":""},"id_token":{"sub":7,"iss":5,)"
      R"("urn:esia:sbj":{"urn:esia:sbj:oid":9}},"scope":"snils?oid=0","error":{},"region":"x"})");
  lines.emplace_back(R"({"person":{"oid":8},"id_token":{"sub":7,"iss":5},"scope":"snils?oid=6","region":"5"})");
  lines.emplace_back(R"({"lastName":"Ким","trusted":true,"oid":7,"contacts":{"size":1,"elements":[{"id":1}]}})");
  for (const auto& line : lines) {
    CAPTURE(line);
    const Tree tree = Tree::parse(line);
    const std::string expected = read(line);
    for (int i = 0; i < 20; ++i) CHECK(read(shuffled(tree, random).dump()) == expected);
  }
}
