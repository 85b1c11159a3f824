// The readers of what a store keeps: records, membership lists, lists of ids, keys and numbers. Bytes
// that somebody else wrote into a database must never do more than be refused; what is read is
// written and read again as the same.
#include <cstdlib>
#include <string_view>

#include "store/clear_columns.hpp"
#include "store/record.hpp"

namespace {

using namespace kto;
using namespace kto::store;

void must(bool good) {
  if (!good) std::abort();
}

Persona persona_of(const Record& record) {
  return Persona{PersonaKey{Region::make(38).value(), OrganisationId("o"), PersonaId("i")},
                 record.name,
                 record.number,
                 record.birth_date,
                 record.sex,
                 true,
                 record.login,
                 {},
                 {},
                 Consent::not_stated};
}

void record(std::string_view text) {
  const auto read = decode_record(text);
  if (!read) {
    must(read.error().code == Errc::seal_broken);
    return;
  }
  const Persona persona = persona_of(read.value());
  const auto again = decode_record(encode_record(persona));
  must(again.has_value());
  must(same_content(persona, persona_of(again.value())));
  must(read->name.match_key() == again->name.match_key());
  must(encode_record(persona_of(again.value())) == encode_record(persona));
}

template <class Decode, class Encode>
void list(std::string_view text, const Decode& decode, const Encode& encode) {
  const auto read = decode(text);
  if (!read) {
    must(read.error().code == Errc::store_corrupt);
    return;
  }
  const auto again = decode(encode(read.value()));
  must(again.has_value() && again.value() == read.value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > 64 * 1024) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0]) {
    case 'm':
      list(text, decode_memberships, [](const std::vector<Membership>& v) { return encode_memberships(v); });
      break;
    case 'i':
      list(text, decode_ids, [](const std::vector<PersonaId>& v) { return encode_ids(v); });
      break;
    case 'k':
      list(text, decode_keys, [](const std::vector<PersonaKey>& v) { return encode_keys(v); });
      break;
    case 'n':
      list(text, decode_numbers, [](const std::vector<std::int32_t>& v) { return encode_numbers(v); });
      break;
    default:
      record(text);
  }
  return 0;
}
