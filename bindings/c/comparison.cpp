#include "name.hpp"
#include "struct_size.hpp"

using namespace kto;
using namespace kto::c;

KTO_FIRST_MEMBERS(kto_difference, b);

static_assert(static_cast<int>(Grade::different) == KTO_GRADE_DIFFERENT &&
              static_cast<int>(Grade::similar) == KTO_GRADE_SIMILAR &&
              static_cast<int>(Grade::equivalent) == KTO_GRADE_EQUIVALENT &&
              static_cast<int>(Grade::equal) == KTO_GRADE_EQUAL &&
              static_cast<int>(Grade::identical) == KTO_GRADE_IDENTICAL);

struct kto_comparison : Handle<Kind::comparison> {
  explicit kto_comparison(Comparison made) : comparison(std::move(made)) {}
  const Comparison comparison;
};

namespace {

Result<void> need_names(const kto_name* a, const kto_name* b) {
  KTO_TRY(need_handle(a, "a"));
  return need_handle(b, "b");
}

}  // namespace

kto_status kto_name_compare(const kto_name* a, const kto_name* b, kto_comparison** out, kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(need_names(a, b));
    KTO_TRY(need(out, "out"));
    *out = new kto_comparison(compare(a->fio, b->fio));
    return {};
  });
}

kto_status kto_name_grade(const kto_name* a, const kto_name* b, std::int32_t* out, kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(need_names(a, b));
    KTO_TRY(need(out, "out"));
    *out = static_cast<std::int32_t>(grade(a->fio, b->fio));
    return {};
  });
}

std::int32_t kto_comparison_grade(const kto_comparison* comparison) noexcept {
  return lives(comparison) ? static_cast<std::int32_t>(comparison->comparison.grade) : KTO_GRADE_DIFFERENT;
}

std::size_t kto_comparison_count(const kto_comparison* comparison) noexcept {
  return lives(comparison) ? comparison->comparison.differences.size() : 0;
}

kto_status kto_comparison_at(const kto_comparison* comparison, std::size_t index, kto_difference* out) noexcept {
  return guard(nullptr, [&]() -> Result<void> {
    KTO_TRY(need_handle(comparison, "comparison"));
    KTO_TRY(check_out(out));
    if (index >= comparison->comparison.differences.size()) return bad_argument("index");
    const Difference& d = comparison->comparison.differences[index];
    write_struct(out, {0, static_cast<std::int32_t>(d.part), static_cast<std::int32_t>(d.rule), d.position,
                       text_out(d.a), text_out(d.b)});
    return {};
  });
}

void kto_comparison_free(kto_comparison* comparison) noexcept { free_handle(comparison); }
