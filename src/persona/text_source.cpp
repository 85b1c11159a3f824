#include "persona/text_source.hpp"

namespace kto::roster {
namespace {

constexpr std::size_t kBlock = 64 * 1024;
constexpr std::uint64_t kProgressStep = 1024 * 1024;

// The BOM of an encoding that was stated.
std::size_t bom_of(std::string_view head, text::Encoding encoding) noexcept {
  std::string_view bom;
  switch (encoding) {
    case text::Encoding::utf8:
      bom = "\xEF\xBB\xBF";
      break;
    case text::Encoding::utf16le:
      bom = "\xFF\xFE";
      break;
    case text::Encoding::utf16be:
      bom = "\xFE\xFF";
      break;
    case text::Encoding::windows_1251:
      break;
  }
  return head.substr(0, bom.size()) == bom ? bom.size() : 0;
}

}  // namespace

// Fills the block to its end; only the last one of a file is shorter.
Result<void> TextSource::fill() {
  filled_ = 0;
  while (filled_ < kBlock && !source_ended_) {
    const auto got = (*source_)(std::span<char>(block_.data() + filled_, kBlock - filled_));
    if (!got) return fail(got.error());
    if (*got > kBlock - filled_) return fail(Errc::bad_argument, std::string("source"));
    source_ended_ = *got == 0;
    filled_ += *got;
  }
  read_ += filled_;
  if (*progress_ && (read_ - told_ >= kProgressStep || source_ended_)) {
    told_ = read_;
    if (!(*progress_)(read_)) return fail(Errc::cancelled);
  }
  return {};
}

Result<TextSource> TextSource::open(const ByteSource& source, std::optional<text::Encoding> encoding,
                                    const std::function<bool(std::uint64_t)>& progress) {
  TextSource made(source, progress);
  made.block_.resize(kBlock);
  KTO_TRY(made.fill());
  if (made.filled_ == 0) return fail(Errc::empty);
  const std::string_view head(made.block_.data(), made.filled_);
  if (encoding) {
    made.encoding_ = *encoding;
    made.skip_ = bom_of(head, *encoding);
  } else {
    const auto detected = text::detect_encoding(head, made.source_ended_);
    if (!detected) return fail(detected.error());
    made.encoding_ = detected->encoding;
    made.skip_ = detected->bom_bytes;
  }
  made.bom_ = made.skip_;
  made.decoder_.emplace(made.encoding_);
  made.have_block_ = true;
  return made;
}

Result<bool> TextSource::next(std::string& out) {
  if (ended_) return false;
  if (!have_block_) KTO_TRY(fill());
  have_block_ = false;
  const std::string_view bytes = std::string_view(block_.data(), filled_).substr(skip_);
  skip_ = 0;
  ended_ = source_ended_;
  auto fed = decoder_->feed(bytes, ended_, out);
  if (!fed) {
    Error error = fed.error();
    if (error.offset) *error.offset += bom_;
    return fail(std::move(error));
  }
  return true;
}

}  // namespace kto::roster
