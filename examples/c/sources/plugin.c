/* What kto-conformance loads: one of the sources of sources.h, named when this file is compiled. */
#include "kto/kto_unstable.h"
#include "sources.h"

KTO_API kto_status kto_plugin_source(kto_text argument, const kto_source_ops** ops, kto_source_self** self);

kto_status kto_plugin_source(kto_text argument, const kto_source_ops** ops, kto_source_self** self) {
  return EXAMPLE_SOURCE(argument, ops, self);
}
