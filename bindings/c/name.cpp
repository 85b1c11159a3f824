#include "name.hpp"

#include "struct_size.hpp"
#include "values.hpp"

using namespace kto;
using namespace kto::c;

KTO_FIRST_MEMBERS(kto_note, after);

static_assert(static_cast<int>(Part::whole) == KTO_PART_WHOLE && static_cast<int>(Part::surname) == KTO_PART_SURNAME &&
              static_cast<int>(Part::given) == KTO_PART_GIVEN &&
              static_cast<int>(Part::patronymic) == KTO_PART_PATRONYMIC);

namespace {

constexpr std::size_t utf8_bytes = 4;  // of one code point, at most

std::array<std::string, 4> with_whole(NameParts parts) {
  std::string whole;
  for (const auto* part : {&parts.surname, &parts.given, &parts.patronymic}) {
    if (!part->empty()) whole.append(whole.empty() ? "" : " ").append(*part);
  }
  return {std::move(whole), std::move(parts.surname), std::move(parts.given), std::move(parts.patronymic)};
}

}  // namespace

kto_name::kto_name(Fio name, bool is_borrowed) : fio(std::move(name)), borrowed(is_borrowed) {
  texts_[KTO_FORM_GIVEN - 1] = with_whole(fio.parts());
  texts_[KTO_FORM_FOLDED - 1] = with_whole(fio.folded());
  texts_[KTO_FORM_DISPLAY - 1] = with_whole(fio.display());
}

std::string_view kto_name::text(std::int32_t form, std::int32_t part) const noexcept {
  if (form < KTO_FORM_GIVEN || form > KTO_FORM_DISPLAY || part < KTO_PART_WHOLE || part > KTO_PART_PATRONYMIC)
    return {};
  return texts_[static_cast<std::size_t>(form - 1)][static_cast<std::size_t>(part)];
}

kto_status kto_name_parse(kto_text line, kto_name** out, kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(need(out, "out"));
    const auto text = text_in(line, "line", limits::name_line_code_points * utf8_bytes);
    if (!text) return fail(text.error());
    auto fio = Fio::parse(*text);
    if (!fio) return fail(fio.error());
    *out = new kto_name(std::move(*fio));
    return {};
  });
}

kto_status kto_name_from_parts(kto_text surname, kto_text given, kto_text patronymic, kto_name** out,
                               kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(need(out, "out"));
    constexpr std::size_t most = limits::name_part_code_points * utf8_bytes;
    const auto a = text_in(surname, "surname", most);
    if (!a) return fail(a.error());
    const auto b = text_in(given, "given", most);
    if (!b) return fail(b.error());
    const auto c = text_in(patronymic, "patronymic", most);
    if (!c) return fail(c.error());
    auto fio = Fio::from_parts(*a, *b, *c);
    if (!fio) return fail(fio.error());
    *out = new kto_name(std::move(*fio));
    return {};
  });
}

kto_text kto_name_text(const kto_name* name, std::int32_t form, std::int32_t part) noexcept {
  return lives(name) ? text_out(name->text(form, part)) : kto_text{};
}

std::int32_t kto_name_order_certain(const kto_name* name) noexcept {
  return lives(name) && name->fio.order_certain() ? 1 : 0;
}

std::size_t kto_name_note_count(const kto_name* name) noexcept { return lives(name) ? name->fio.notes().size() : 0; }

kto_status kto_name_note_at(const kto_name* name, std::size_t index, kto_note* out) noexcept {
  return guard(nullptr, [&]() -> Result<void> {
    KTO_TRY(need_handle(name, "name"));
    KTO_TRY(check_out(out));
    if (index >= name->fio.notes().size()) return bad_argument("index");
    const Note& note = name->fio.notes()[index];
    write_struct(out, {0, static_cast<std::int32_t>(note.part), static_cast<std::int32_t>(note.rule), note.position,
                       note.byte, text_out(note.before), text_out(note.after)});
    return {};
  });
}

void kto_name_free(kto_name* name) noexcept {
  if (lives(name) && !name->borrowed) delete name;
}
