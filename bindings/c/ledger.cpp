#include "ledger_adapter.hpp"
#include "source.hpp"

using namespace kto;
using namespace kto::c;

kto_status kto_ledger_make(const kto_ledger_ops* ops, kto_ledger_self* self, std::int32_t issuer, kto_ledger** out,
                           kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(need(out, "out"));
    if (issuer < 0 || issuer > KTO_ISSUER_TEST_STAND) return bad_argument("issuer");
    auto adapter = CallbackLedger::make(ops, self);
    if (!adapter) return fail(adapter.error());
    const Issuer accepted = issuer == 0 ? Issuer::production : static_cast<Issuer>(issuer);
    *out = new kto_ledger(*adapter, std::nullopt, false, accepted);
    (*adapter)->adopt();
    return {};
  });
}

void kto_ledger_free(kto_ledger* ledger) noexcept {
  if (lives(ledger) && !ledger->borrowed) delete ledger;
}
