// The fields of a roster as a list, and the lookup of a heading that is folded already.
#pragma once

#include <array>

#include "kto/persona.hpp"

namespace kto::roster {

inline constexpr std::array kAllFields = {
#define KTO_X(name) RosterField::name,
    KTO_ROSTER_FIELDS(KTO_X)
#undef KTO_X
};
inline constexpr std::size_t kFieldCount = kAllFields.size();

constexpr std::size_t index_of(RosterField field) noexcept { return static_cast<std::size_t>(field); }

// `folded` = fold_word(heading).
std::optional<RosterField> field_of_folded(std::string_view folded);

// "name" is a whole name — unless there is a column for the surname and none for the given name:
// "surname, name, patronymic" is how «Фамилия, имя, отчество» is usually put into English.
inline constexpr std::string_view kAmbiguousName = "name";

}  // namespace kto::roster
