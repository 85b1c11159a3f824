// A source of bytes → decoded text in pieces of a fixed size, so that what is read never depends on how
// the bytes came.
#pragma once

#include "kto/persona.hpp"

namespace kto::roster {

class TextSource {
 public:
  // Reads the first block and tells the encoding (BOM first). The source and the progress callback are
  // borrowed. Errors: empty (not one byte), unknown_encoding, and the source's own.
  static Result<TextSource> open(const ByteSource& source, std::optional<text::Encoding> encoding,
                                 const std::function<bool(std::uint64_t)>& progress);

  // Appends the next piece to `out`; false when there is no more. Errors: bad_utf8, bad_encoding,
  // file_truncated (offsets from the start of the file), cancelled, and the source's own.
  Result<bool> next(std::string& out);
  text::Encoding encoding() const noexcept { return encoding_; }

 private:
  TextSource(const ByteSource& source, const std::function<bool(std::uint64_t)>& progress)
      : source_(&source), progress_(&progress) {}
  Result<void> fill();

  const ByteSource* source_;
  const std::function<bool(std::uint64_t)>* progress_;
  text::Encoding encoding_ = text::Encoding::utf8;
  std::optional<text::Decoder> decoder_{};
  std::vector<char> block_{};
  std::size_t filled_ = 0;
  std::size_t skip_ = 0;  // the BOM in the first block
  std::uint64_t bom_ = 0;
  std::uint64_t read_ = 0;
  std::uint64_t told_ = 0;
  bool source_ended_ = false;
  bool ended_ = false;
  bool have_block_ = false;
};

}  // namespace kto::roster
