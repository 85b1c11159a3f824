#include "source.hpp"

#include "source_adapter.hpp"

using namespace kto;
using namespace kto::c;

kto_status kto_source_make(const kto_source_ops* ops, kto_source_self* self, kto_source** out,
                           kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(need(out, "out"));
    auto adapter = CallbackSource::make(ops, self);
    if (!adapter) return fail(adapter.error());
    *out = new kto_source(*adapter, std::nullopt, false);
    (*adapter)->adopt();
    return {};
  });
}

void kto_source_free(kto_source* source) noexcept {
  if (lives(source) && !source->borrowed) delete source;
}
