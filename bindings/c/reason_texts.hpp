// bindings/c/reason_texts.hpp — what reasons mean and how they are mended, kept for ever because C borrows them.
#pragma once

namespace kto::c {

// Makes the texts now. May be called again. Throws when memory runs out or the text library cannot be used.
void make_reason_texts();

}  // namespace kto::c
