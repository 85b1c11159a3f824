// Tables: what a request says → what is believed of it.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "kto/esia.hpp"
#include "requests.hpp"

using namespace kto;
using esia_test::read;

namespace {

struct Row {
  std::string json;
  std::string expected;
};

void check(const std::vector<Row>& rows) {
  for (const auto& [json, expected] : rows) {
    CAPTURE(json);
    CHECK(read(json) == expected);
    CHECK(read(json) == read(json));
  }
}

// A whole, good request with one piece replaced.
std::string with_token(const std::string& token, const std::string& rest = "") {
  return R"({"person":{"trusted":true},"id_token":)" + token + rest + "}";
}
std::string with_subject(const std::string& subject) {
  return with_token(R"({"iss":"https://esia.gosuslugi.ru/","sub":7,"urn:esia:sbj":)" + subject + "}");
}
std::string with_sub(const std::string& sub) {
  return with_token(R"({"iss":"https://esia.gosuslugi.ru/","sub":)" + sub +
                    R"(,"urn:esia:sbj":{"urn:esia:sbj:typ":"P","urn:esia:sbj:is_tru":true}})");
}
std::string with_issuer(const std::string& issuer) {
  return with_token(R"({"iss":)" + issuer +
                    R"(,"sub":"7","urn:esia:sbj":{"urn:esia:sbj:typ":"P","urn:esia:sbj:is_tru":true}})");
}
const std::string kToken =
    R"({"iss":"https://esia.gosuslugi.ru/","sub":7,"urn:esia:sbj":{"urn:esia:sbj:oid":"7","urn:esia:sbj:typ":"P",)"
    R"("urn:esia:sbj:lvl":"PR","urn:esia:sbj:is_tru":true}})";
const std::string kGood = "oid=7 issuer=production confirmed";

}  // namespace

TEST_CASE("esia: the shape of a request", "[esia]") {
  check({
      {"{}", "unconfirmed"},
      {" \t\r\n{ } ", "unconfirmed"},
      {R"({"trusted":true})", "confirmed"},
      {R"({"lastName":"Ким","firstName":"Анна","trusted":true})", "confirmed name=Ким|Анна|"},
      // In an envelope the person has its own object.
      {R"({"request_id":"1","lastName":"Ким","trusted":true})", "id=1 unconfirmed"},
      {R"({"person":{"lastName":"Ким","trusted":true}})", "confirmed name=Ким||"},
      {R"({"scope":"fullname","trusted":true})", "unconfirmed rights=f-"},
      {R"({"level":null,"trusted":true})", "unconfirmed"},
      {R"({"person":null,"id_token":null,"scope":null,"level":null,"expected":null,"error":null,)"
       R"("error_description":null,"request_id":null,"region":null})",
       "unconfirmed"},
      {R"({"person":[]})", "fault=claim_wrong_type"},
      {R"({"person":"x"})", "fault=claim_wrong_type"},
      {R"({"person":false})", "fault=claim_wrong_type"},
      {R"({"id_token":"eyJhbGciOiJub25lIn0.e30."})", "fault=claim_wrong_type"},
      {R"({"id_token":0})", "fault=claim_wrong_type"},
      {R"({"id_token":[{}]})", "fault=claim_wrong_type"},
      // Objects at another depth are not the person's.
      {R"({"person":{"person":{"trusted":true},"contacts":{"elements":[{"trusted":true,"lastName":"Ким"}]}}})",
       "unconfirmed"},
      {R"({"documents":[{"snils":"112-233-445 95"},[{"trusted":true}]],"trusted":false})", "unconfirmed"},
  });
  for (const auto* other :
       {"[]", "null", "true", "1", "-1.5e3", R"("person")", R"([{"person":{}}])", R"([{"a":1,"a":2}])", "\"\""})
    CHECK(read(other) == "fault=not_an_object");
}

TEST_CASE("esia: request_id and region", "[esia]") {
  const std::string most(64, '1');
  check({
      {R"({"request_id":"r01"})", "id=r01 unconfirmed"},
      {R"({"request_id":""})", "id= unconfirmed"},
      {R"({"request_id":7})", "id=7 unconfirmed"},
      {R"({"request_id":-7})", "id=-7 unconfirmed"},
      {R"({"request_id":18446744073709551615})", "id=18446744073709551615 unconfirmed"},
      {R"({"request_id":18446744073709551616})", "id=18446744073709551616 unconfirmed"},
      {R"({"request_id":)" + most + "}", "id=" + most + " unconfirmed"},
      {R"({"request_id":)" + most + "1}", "unconfirmed"},
      {R"({"request_id":7.0})", "unconfirmed"},
      {R"({"request_id":1e3})", "unconfirmed"},
      {R"({"request_id":true})", "unconfirmed"},
      {R"({"request_id":["r01"]})", "unconfirmed"},
      {R"({"request_id":{"request_id":"r01"}})", "unconfirmed"},
      {R"({"request_id":"a","request_id":"b"})", "fault=key_repeated"},
      {R"({"request_id":"a","request_id":"b","request_id":"c","region":38})", "region=38 fault=key_repeated"},
      {R"({"region":"38"})", "region=38 unconfirmed"},
      {R"({"region":"038"})", "region=38 unconfirmed"},
      {R"({"region":38})", "region=38 unconfirmed"},
      {R"({"region":5})", "region=05 unconfirmed"},
      {R"({"region":null})", "unconfirmed"},
      {R"({"region":"38","region":"29"})", "fault=key_repeated"},
      // What is wrong elsewhere does not hide whose request it was.
      {R"({"person":5,"region":"29","request_id":"x"})", "id=x region=29 fault=claim_wrong_type"},
      {R"({"person":{"a":1,"a":1},"region":"29","request_id":"x"})", "id=x region=29 fault=key_repeated"},
      {R"({"person":{"status":"DELETED"},"region":"Иркутск","request_id":3})",
       "id=3 region_bad fault=account_not_registered"},
  });
  for (const auto* bad : {"\"\"", "\"0\"", "\"00\"", "0", "-0", "-38", "38.0", "3.8e1", "100", "\"0038\"", "\" 38\"",
                          "\"Иркутская область\"", "true", "[38]", "{}", "99999999999999999999999", "\"38\\u0000\""})
    CHECK(read(std::string(R"({"region":)") + bad + "}") == "region_bad unconfirmed");
}

TEST_CASE("esia: the caller's word comes first", "[esia]") {
  CHECK(read(R"({"trusted":true})", Claims::not_verified) == "fault=claims_not_verified");
  CHECK(read("[]", Claims::not_verified) == "fault=claims_not_verified");
  CHECK(read(R"({"region":38,"request_id":"x","person":{"a":1,"a":1}})", Claims::not_verified) ==
        "id=x region=38 fault=claims_not_verified");
  CHECK(read("{", Claims::not_verified) == "error=bad_json@1");
}

TEST_CASE("esia: a repeated key, anywhere and in any spelling", "[esia]") {
  for (const auto* json : {
           R"({"trusted":true,"trusted":true})",
           R"({"trusted":true,"\u0074rusted":false})",
           R"({"person":{},"p\u0065rson":{}})",
           R"({"person":{"a":{"b":[0,{"c":1,"c":1}]}}})",
           R"({"":1,"":2})",
           R"({"person":{"snils":"1","snils":null}})",
           R"({"id_token":{"sub":1,"sub":1}})",
           R"({"я":1,"\u044f":2})",
           R"({"\ud83d\ude00":1,"😀":2})",
           R"({"\u0000":1,"\u0000":2})",
           R"({"person":{"lastName":5},"person":[],"scope":7,"x":{"y":1,"y":1}})",
       }) {
    CAPTURE(json);
    CHECK(read(json) == "fault=key_repeated");
  }
  check({
      // The same key in two objects is no repetition; nor are two forms of one letter one key.
      {R"([{"a":1},{"a":1}])", "fault=not_an_object"},
      {R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]})", "unconfirmed"},
      {"{\"\\u0439\":1,\"\\u0438\\u0306\":2}", "unconfirmed"},
      {R"({"Trusted":true,"trusted":false})", "unconfirmed"},
  });
}

TEST_CASE("esia: the number of the account", "[esia]") {
  check({
      {with_sub("7"), kGood},
      {with_sub("\"7\""), kGood},
      {with_sub("9223372036854775807"), "oid=9223372036854775807 issuer=production confirmed"},
      {with_sub("\"9223372036854775807\""), "oid=9223372036854775807 issuer=production confirmed"},
      {with_sub("null"), "fault=oid_missing"},
      {with_token("{}"), "fault=oid_missing"},
      {with_token(R"({"iss":"https://esia.gosuslugi.ru/","urn:esia:sbj":{"urn:esia:sbj:oid":7,"urn:esia:sbj:typ":"P",)"
                  R"("urn:esia:sbj:is_tru":true}})"),
       kGood},
      {with_token(kToken), kGood},
      {with_subject(R"({"urn:esia:sbj:typ":"P","urn:esia:sbj:is_tru":true,"urn:esia:sbj:oid":null})"), kGood},
      {with_subject(R"({"urn:esia:sbj:typ":"P","urn:esia:sbj:oid":8})"), "fault=oid_contradiction"},
      {with_subject(R"({"urn:esia:sbj:typ":"P","urn:esia:sbj:oid":"8"})"), "fault=oid_contradiction"},
      {with_subject(R"({"urn:esia:sbj:typ":"P","urn:esia:sbj:oid":"07"})"), "fault=oid_bad"},
      {with_subject(R"({"urn:esia:sbj:typ":"P","urn:esia:sbj:oid":[7]})"), "fault=oid_bad"},
  });
  for (const auto* bad : {"0",
                          "-0",
                          "-7",
                          "7.0",
                          "7e0",
                          "1e9",
                          "9223372036854775808",
                          "18446744073709551615",
                          "18446744073709551616",
                          "99999999999999999999999999",
                          "\"\"",
                          "\"0\"",
                          "\"-7\"",
                          "\"+7\"",
                          "\" 7\"",
                          "\"7 \"",
                          "\"07\"",
                          "\"7.0\"",
                          "\"1e9\"",
                          "\"9223372036854775808\"",
                          "\"７\"",
                          "\"7\\u0000\"",
                          "\"null\"",
                          "true",
                          "false",
                          "[7]",
                          "{}"}) {
    CAPTURE(bad);
    CHECK(read(with_sub(bad)) == "fault=oid_bad");
    // A person's own statement and one of the scopes must be as good.
    CHECK(read(std::string(R"({"trusted":true,"oid":)") + bad + "}") == "fault=oid_bad");
  }
  check({
      // A bare person object has no OID, whatever it says.
      {R"({"trusted":true,"oid":7})", "confirmed"},
      {R"({"trusted":true,"oid":null})", "confirmed"},
      {R"({"person":{"oid":7},"id_token":)" + kToken + "}", kGood},
      {R"({"person":{"oid":"7"},"id_token":)" + kToken + "}", kGood},
      {R"({"person":{"oid":8},"id_token":)" + kToken + "}", "fault=oid_contradiction"},
      {R"({"person":{"oid":8},"scope":"fullname?oid=7"})", "fault=oid_contradiction"},
      {R"({"person":{"oid":7},"scope":"fullname?oid=7"})", "unconfirmed rights=f-"},
  });
}

TEST_CASE("esia: issuer and subject", "[esia]") {
  for (const auto* url : {"http://esia.gosuslugi.ru/", "https://esia.gosuslugi.ru/", "http://esia.gosuslugi.ru",
                          "https://esia.gosuslugi.ru", "http:\\/\\/esia.gosuslugi.ru\\/"})
    CHECK(read(with_issuer("\"" + std::string(url) + "\"")) == kGood);
  for (const auto* url : {"http://esia-portal1.test.gosuslugi.ru/", "https://esia-portal1.test.gosuslugi.ru/",
                          "http://esia-portal1.test.gosuslugi.ru", "https://esia-portal1.test.gosuslugi.ru"})
    CHECK(read(with_issuer("\"" + std::string(url) + "\"")) == "oid=7 issuer=test_stand confirmed");
  for (const auto* url :
       {"", "esia.gosuslugi.ru", "HTTPS://esia.gosuslugi.ru/", "https://ESIA.gosuslugi.ru/",
        "https://esia.gosuslugi.ru//", "https://esia.gosuslugi.ru:443/", "https://esia.gosuslugi.ru/x",
        "https://esia.gosuslugi.ru.example/", "https://esia.gosuslugi.ru./", "https://user@esia.gosuslugi.ru/",
        "https://esia.gosuslugi.ru/?", " https://esia.gosuslugi.ru/", "https://esia.gosuslugi.ru/\\u0000",
        "https://https://esia.gosuslugi.ru/", "ftp://esia.gosuslugi.ru/", "//esia.gosuslugi.ru/",
        "https://еsia.gosuslugi.ru/", "https://esia-portal2.test.gosuslugi.ru/", "https://"}) {
    CAPTURE(url);
    CHECK(read(with_issuer("\"" + std::string(url) + "\"")) == "fault=issuer_unknown");
  }
  check({
      {with_issuer("null"), "fault=issuer_missing"},
      {with_issuer("7"), "fault=issuer_unknown"},
      {with_issuer(R"(["https://esia.gosuslugi.ru/"])"), "fault=issuer_unknown"},
      {with_token(R"({"sub":7,"urn:esia:sbj":{"urn:esia:sbj:typ":"P"}})"), "fault=issuer_missing"},
      {with_subject("null"), "fault=subject_not_person"},
      {with_subject("{}"), "fault=subject_not_person"},
      {with_subject("[]"), "fault=claim_wrong_type"},
      {with_subject("\"P\""), "fault=claim_wrong_type"},
      {with_subject(R"({"urn:esia:sbj:typ":null})"), "fault=subject_not_person"},
      {with_subject(R"({"urn:esia:sbj:typ":"p"})"), "fault=subject_not_person"},
      {with_subject(R"({"urn:esia:sbj:typ":"L"})"), "fault=subject_not_person"},
      {with_subject(R"({"urn:esia:sbj:typ":["P"]})"), "fault=subject_not_person"},
      // Claims of the subject have one place; beside it they may only repeat.
      {with_token(R"({"iss":"https://esia.gosuslugi.ru/","sub":7,"urn:esia:sbj:typ":"P","urn:esia:sbj":{}})"),
       "fault=claim_wrong_type"},
      {with_token(R"({"iss":"https://esia.gosuslugi.ru/","sub":7,"urn:esia:sbj:lvl":"KD","urn:esia:sbj":)"
                  R"({"urn:esia:sbj:typ":"P","urn:esia:sbj:lvl":"PR","urn:esia:sbj:is_tru":true}})"),
       "fault=claim_wrong_type"},
      {with_token(R"({"iss":"https://esia.gosuslugi.ru/","sub":7,"urn:esia:sbj:is_tru":false,"urn:esia:sbj":)"
                  R"({"urn:esia:sbj:typ":"P","urn:esia:sbj:is_tru":true}})"),
       "fault=claim_wrong_type"},
      {with_token(R"({"iss":"https://esia.gosuslugi.ru/","sub":7,"urn:esia:sbj:oid":8,"urn:esia:sbj":)"
                  R"({"urn:esia:sbj:typ":"P","urn:esia:sbj:oid":7}})"),
       "fault=oid_contradiction"},
      {with_token(R"({"iss":"https://esia.gosuslugi.ru/","sub":7,"urn:esia:sbj:lvl":"PR","urn:esia:sbj":)"
                  R"({"urn:esia:sbj:typ":"P","urn:esia:sbj:lvl":"PR","urn:esia:sbj:is_tru":true}})"),
       kGood},
  });
}

TEST_CASE("esia: an account is confirmed by an explicit true and nothing to the contrary", "[esia]") {
  const auto account = [](const std::string& trusted, const std::string& is_tru, const std::string& level) {
    std::string person = trusted.empty() ? "{}" : R"({"trusted":)" + trusted + "}";
    std::string subject = R"({"urn:esia:sbj:typ":"P")";
    if (!is_tru.empty()) subject += R"(,"urn:esia:sbj:is_tru":)" + is_tru;
    if (!level.empty()) subject += R"(,"urn:esia:sbj:lvl":)" + level;
    const auto request = read_request(R"({"person":)" + person + R"(,"id_token":{"iss":"http://esia.gosuslugi.ru/",)" +
                                          R"("sub":7,"urn:esia:sbj":)" + subject + "}}}",
                                      Claims::verified);
    REQUIRE(request);
    REQUIRE_FALSE(request->identity.fault);
    return request->identity.account;
  };
  // Every combination; "" = absent.
  const std::vector<std::string> truths{"", "true", "false", "null", "\"true\"", "1", "[true]", "{}"};
  const std::vector<std::string> levels{"",     "\"PR\"", "\"P\"",    "\"KD\"",   "\"pr\"", "\"kd\"",
                                        "null", "true",   "[\"PR\"]", "[\"KD\"]", "\"\"",   "1"};
  for (const auto& trusted : truths)
    for (const auto& is_tru : truths)
      for (const auto& level : levels) {
        CAPTURE(trusted, is_tru, level);
        const bool confirmed =
            is_tru == "true" && (trusted.empty() || trusted == "true") && (level.empty() || level == "\"PR\"");
        CHECK(account(trusted, is_tru, level) == (level == "\"KD\"" ? Account::child
                                                  : confirmed       ? Account::confirmed
                                                                    : Account::unconfirmed));
      }
  // Without a token only the person object can state it.
  for (const auto& trusted : truths) {
    const std::string person = trusted.empty() ? "{}" : R"({"trusted":)" + trusted + "}";
    const auto* expected = trusted == "true" ? "confirmed" : "unconfirmed";
    CHECK(read(person) == expected);
    CHECK(read(R"({"person":)" + person + "}") == expected);
    CHECK(read(R"({"person":)" + person + R"(,"id_token":null})") == expected);
  }
  // No person object at all: the token's word is enough.
  CHECK(read(R"({"id_token":)" + kToken + "}") == kGood);
}

TEST_CASE("esia: status", "[esia]") {
  for (const auto* good : {"\"REGISTERED\"", "\"Registered\"", "\"registered\"", "\"rEGISTERED\""})
    CHECK(read(std::string(R"({"status":)") + good + "}") == "unconfirmed");
  for (const auto* bad : {"\"DELETED\"", "\"Deleted\"", "\"\"", "\"REGISTERED \"", "\"REGISTERE\"", "\"REGISTEREDX\"",
                          "null", "true", "[]", "{}", "1", "\"REGIſTERED\""})
    CHECK(read(std::string(R"({"status":)") + bad + "}") == "fault=account_not_registered");
}

TEST_CASE("esia: the name", "[esia]") {
  check({
      {R"({"lastName":"Ким","firstName":"Анна","middleName":"Петровна"})", "unconfirmed name=Ким|Анна|Петровна"},
      {R"({"lastName":"Ким","firstName":"Анна","middleName":null})", "unconfirmed name=Ким|Анна|"},
      {R"({"lastName":"Ким","firstName":"Анна","middleName":""})", "unconfirmed name=Ким|Анна|"},
      {R"({"lastName":null,"firstName":"Анна"})", "unconfirmed name=|Анна|"},
      {R"({"lastName":"Фамилия006","firstName":"Имя006","middleName":"Отчество006"})",
       "unconfirmed name=Фамилия006|Имя006|Отчество006"},
      {R"({"lastName":"","firstName":"","middleName":""})", "unconfirmed"},
      {R"({"lastName":null,"firstName":null,"middleName":null})", "unconfirmed"},
      {R"({"lastName":"-","firstName":"-"})", "unconfirmed"},
      {R"({"lastName":"  "})", "unconfirmed"},
      {R"({"middleName":"нет"})", "unconfirmed"},
      {R"({"lastName":"Ким\u202e"})", "fault=name_unusable"},
      {R"({"firstName":"\u2066"})", "fault=name_unusable"},
      {R"({"middleName":"Петровна\u200e"})", "fault=name_unusable"},
      {R"({"lastName":"Ким\u0000"})", "fault=name_unusable"},
      {R"({"lastName":"К\u001bим"})", "fault=name_unusable"},
      {R"({"lastName":")" + std::string(257, 'a') + R"("})", "fault=name_unusable"},
      {R"({"lastName":")" + std::string(256, 'a') + R"("})", "unconfirmed name=" + std::string(256, 'a') + "||"},
  });
  for (const auto* key : {"lastName", "firstName", "middleName"})
    for (const auto* other : {"5", "true", "false", "[]", "{}", "[\"Ким\"]", "1.5"})
      CHECK(read(std::string("{\"") + key + "\":" + other + "}") == "fault=name_unusable");
}

TEST_CASE("esia: birth date, sex, number", "[esia]") {
  check({
      {R"({"birthDate":"26.05.2000"})", "unconfirmed born=2000-05-26"},
      {R"({"birthDate":"29.02.2008"})", "unconfirmed born=2008-02-29"},
      {R"({"birthDate":null})", "unconfirmed"},
      {R"({"gender":"M"})", "unconfirmed sex=M"},
      {R"({"gender":"F"})", "unconfirmed sex=F"},
      {R"({"gender":"m"})", "unconfirmed"},
      {R"({"gender":["F"]})", "unconfirmed"},
      {R"({"gender":null})", "unconfirmed"},
      {R"({"snils":"112-233-445 95"})", "unconfirmed snils=112-233-445 95"},
      {R"({"snils":"000-000-600 06"})", "unconfirmed snils=000-000-600 18"},  // exempt: canonical by the formula
      {R"({"snils":"11223344595"})", "unconfirmed snils=112-233-445 95"},
  });
  for (const auto* bad :
       {"\"\"", "\"29.02.2007\"", "\"2000-05-26\"", "\"26.5.2000\"", "\"26.05.00\"", "\" 26.05.2000\"",
        "\"26.05.2000 \"", "\"26.05.2000\\u0000\"", "\"26/05/2000\"", "\"32.01.2000\"", "\"нет\"", "true", "false", "0",
        "959299200", "[]", "{}", "[\"26.05.2000\"]"})
    CHECK(read(std::string(R"({"birthDate":)") + bad + "}") == "fault=birth_date_unusable");
  // No number is nobody's fault; it only leaves nothing to match by. Lost zeros are never put back here.
  for (const auto* none : {"null", "\"\"", "\"112-233-445 96\"", "\"000-000-000 00\"", "\"8765430300\"", "8765430300",
                           "11223344595", "[]", "true", "\"112-233-445 95\\u0000\""})
    CHECK(read(std::string(R"({"snils":)") + none + "}") == "unconfirmed");
}

TEST_CASE("esia: scopes", "[esia]") {
  const auto scope = [](const std::string& text) { return R"({"scope":")" + text + R"("})"; };
  check({
      {scope("openid snils?oid=1000299681 fullname?oid=1000299681"), "unconfirmed rights=fs"},
      {scope("openid fullname"), "unconfirmed rights=f-"},
      {scope("snils"), "unconfirmed rights=-s"},
      {scope(""), "unconfirmed rights=--"},
      {scope("   "), "unconfirmed rights=--"},
      {scope("  snils\\t\\nfullname  "), "unconfirmed rights=fs"},
      {scope("Fullname SNILS fullnames snil full?name=fullname x?snils"), "unconfirmed rights=--"},
      {scope("fullname? snils?"), "unconfirmed rights=fs"},
      {scope("fullname?mode=w&oid=7 snils?oid=7&x=y"), "unconfirmed rights=fs"},
      {scope("fullname?org_oid=0&oidx=0&xoid=0"), "unconfirmed rights=f-"},
      {scope("fullname?oid=7 snils?oid=8"), "fault=oid_contradiction"},
      {scope("fullname?oid=7&oid=8"), "fault=oid_contradiction"},
      {scope("openid?oid=7 email?oid=8"), "fault=oid_contradiction"},
      {R"({"scope":"fullname?oid=7 snils?oid=7","id_token":)" + kToken + "}", kGood + " rights=fs"},
      {R"({"scope":"fullname?oid=8 snils?oid=8","id_token":)" + kToken + "}", "fault=oid_contradiction"},
      {R"({"scope":"fullname?oid=7 snils?oid=8","id_token":)" + kToken + "}", "fault=oid_contradiction"},
      {R"({"scope":null})", "unconfirmed"},
      {R"({"scope":["fullname","snils"]})", "fault=claim_wrong_type"},
      {R"({"scope":{}})", "fault=claim_wrong_type"},
      {R"({"scope":1})", "fault=claim_wrong_type"},
      {R"({"scope":false})", "fault=claim_wrong_type"},
  });
  for (const auto* bad :
       {"0", "", "-7", "07", "+7", "7;x=1", "7?oid=7", "7.0", "abc", "9223372036854775808", "%37", "７"}) {
    CAPTURE(bad);
    CHECK(read(scope("openid fullname?oid=" + std::string(bad))) == "fault=oid_bad");
  }
  CHECK(read(scope("fullname?oid")) == "fault=oid_bad");
  CHECK(read(scope("fullname?oid=7 snils?x&oid")) == "fault=oid_bad");
}

TEST_CASE("esia: refusals", "[esia]") {
  check({
      {R"({"error":"access_denied"})", "unconfirmed error=none denied"},
      {R"({"error":"access_denied","error_description":"ESIA-007004: denied"})", "unconfirmed error=7004 denied"},
      {R"({"error":"temporarily_unavailable","error_description":"ESIA-007008: overload"})", "unconfirmed error=7008"},
      {R"({"error_description":"ESIA-007055"})", "unconfirmed error=7055"},
      {R"({"error":"ESIA-007019"})", "unconfirmed error=7019"},
      {R"({"error":"ESIA-007019","error_description":"ESIA-007004"})", "unconfirmed error=7004"},
      {R"({"error":"ESIA-007019","error_description":"ESIA-70"})", "unconfirmed error=7019"},
      {R"({"error":"x","error_description":"ESIA-0070041 ESIA-00700 esia-007004 ESIA 007004"})",
       "unconfirmed error=none"},
      {R"({"error":"x","error_description":"ESIA-0070041: ESIA-ESIA-007004x"})", "unconfirmed error=7004"},
      {R"({"error":"x","error_description":"ESIA-007015 ESIA-007004"})", "unconfirmed error=7015"},
      {R"({"error":"x","error_description":"ESIA-000000"})", "unconfirmed error=0"},
      {R"({"error":"x","error_description":"ESIA-"})", "unconfirmed error=none"},
      {R"({"error":"Access_Denied"})", "unconfirmed error=none"},
      {R"({"error":"","error_description":""})", "unconfirmed"},
      {R"({"error":null,"error_description":null})", "unconfirmed"},
      {R"({"error":"","error_description":"Что-то"})", "unconfirmed error=none"},
      {R"({"error":5})", "fault=claim_wrong_type"},
      {R"({"error":false})", "fault=claim_wrong_type"},
      {R"({"error":"access_denied","error_description":{}})", "fault=claim_wrong_type"},
      {R"({"expected":"child","error":"access_denied"})", "unconfirmed expected=child error=none denied"},
      {R"({"expected":"adult"})", "unconfirmed expected=adult"},
      {R"({"expected":"Child"})", "unconfirmed"},
      {R"({"expected":true})", "unconfirmed"},
      {R"({"level":"standard"})", "unconfirmed standard"},
      {R"({"level":"Standard"})", "unconfirmed"},
      {R"({"level":"confirmed"})", "unconfirmed"},
      {R"({"level":["standard"]})", "unconfirmed"},
      {R"({"level":{"standard":true},"expected":{"child":1}})", "unconfirmed"},
  });
}

TEST_CASE("esia: of several faults the first of the table is told", "[esia]") {
  // The same request, mended fault by fault in the order of the table.
  CHECK(read(R"({"person":{"lastName":5,"birthDate":"","status":null,"oid":"x"},"id_token":{},"scope":5})") ==
        "fault=claim_wrong_type");
  CHECK(read(R"({"person":{"lastName":5,"birthDate":"","status":null,"oid":"x"},"id_token":{"sub":2}})") ==
        "fault=oid_bad");
  CHECK(read(R"({"person":{"lastName":5,"birthDate":"","status":null,"oid":1},"id_token":{"sub":2}})") ==
        "fault=oid_contradiction");
  CHECK(read(R"({"person":{"lastName":5,"birthDate":"","status":null,"oid":2},"id_token":{}})") == "fault=oid_missing");
  CHECK(read(R"({"person":{"lastName":5,"birthDate":"","status":null},"id_token":{"sub":2}})") ==
        "fault=issuer_missing");
  CHECK(read(R"({"person":{"lastName":5,"birthDate":"","status":null},"id_token":{"sub":2,"iss":""}})") ==
        "fault=issuer_unknown");
  CHECK(read(R"({"person":{"lastName":5,"birthDate":"","status":null},)"
             R"("id_token":{"sub":2,"iss":"http://esia.gosuslugi.ru/"}})") == "fault=subject_not_person");
  CHECK(read(R"({"person":{"lastName":5,"birthDate":"","status":null}})") == "fault=account_not_registered");
  CHECK(read(R"({"person":{"lastName":5,"birthDate":""}})") == "fault=name_unusable");
  CHECK(read(R"({"person":{"birthDate":""}})") == "fault=birth_date_unusable");
}
