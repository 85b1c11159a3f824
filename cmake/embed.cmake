file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
file(WRITE ${OUTPUT} "// Made by cmake/embed.cmake; do not edit.
#include <cstddef>
namespace kto::embedded {
extern const unsigned char ${SYMBOL}[];
extern const std::size_t ${SYMBOL}_size;
const unsigned char ${SYMBOL}[] = {${bytes}0};
const std::size_t ${SYMBOL}_size = sizeof(${SYMBOL}) - 1;
}  // namespace kto::embedded
")
