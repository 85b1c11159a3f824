// The peer: what a programmer who knows ICU well would write to compare names — NFC, case folding, ё as
// е — with every object and buffer reused. It knows nothing of stress marks, look-alikes, dashes,
// patronymics or notes: it is the floor that kto is measured from, not its equal.
#pragma once

#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

#include <string>
#include <string_view>

#include "people.hpp"

namespace kto::bench {

class IcuFolder {
 public:
  IcuFolder() {
    UErrorCode status = U_ZERO_ERROR;
    nfc_ = icu::Normalizer2::getNFCInstance(status);
    need(U_SUCCESS(status) != 0, "ICU's NFC");
  }
  // The folded form; stays good until the next call.
  const icu::UnicodeString& fold(std::string_view utf8) {
    // One unit a byte is always enough; the capacity stays from call to call.
    const auto capacity = static_cast<std::int32_t>(utf8.size());
    char16_t* units = text_.getBuffer(capacity);
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(units, text_.getCapacity(), &length, utf8.data(), capacity, &status);
    text_.releaseBuffer(U_SUCCESS(status) != 0 ? length : 0);
    icu::UnicodeString* form = &text_;
    if (!nfc_->isNormalized(text_, status)) {
      nfc_->normalize(text_, normalized_, status);
      form = &normalized_;
    }
    form->foldCase(U_FOLD_CASE_DEFAULT);
    const std::int32_t size = form->length();
    for (std::int32_t at = form->indexOf(u'ё'); at >= 0 && at < size; at = form->indexOf(u'ё', at + 1))
      form->setCharAt(at, u'е');
    return *form;
  }
  // Three parts into one reused buffer, as a key to compare or look up by.
  void fold(const Person& person, icu::UnicodeString& key) {
    key.remove();
    key.append(fold(person.surname)).append(u'\n');
    key.append(fold(person.given)).append(u'\n');
    key.append(fold(person.patronymic));
  }

 private:
  const icu::Normalizer2* nfc_ = nullptr;
  icu::UnicodeString text_;
  icu::UnicodeString normalized_;
};

}  // namespace kto::bench
