// Big files, broken ends, and files of the system.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>

#include "roster_reading.hpp"

using namespace kto;
using namespace kto::test;

namespace {

// `head`, then `unit` again and again, `total` bytes in all.
ByteSource endless(std::string head, std::string unit, std::uint64_t total) {
  return [head = std::move(head), unit = std::move(unit), total,
          given = std::uint64_t{0}](std::span<char> buffer) mutable -> Result<std::size_t> {
    std::size_t size = 0;
    while (size < buffer.size() && given < total) {
      buffer[size++] = given < head.size() ? head[static_cast<std::size_t>(given)]
                                           : unit[static_cast<std::size_t>((given - head.size()) % unit.size())];
      ++given;
    }
    return size;
  };
}

// Memory in use now, 0 where the system does not tell.
std::uint64_t resident_bytes() {
  std::ifstream in("/proc/self/statm");
  std::uint64_t size = 0, resident = 0;
  in >> size >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

struct Counted {
  std::uint64_t rows = 0;
  std::uint64_t issues = 0;
  std::optional<RowIssue> first{};
  std::uint64_t grown = 0;  // by so many bytes the process was larger at a time
  Result<RosterShape> result = fail(Errc::internal);
};

Counted count(const ByteSource& source) {
  Counted counted;
  RosterHandlers handlers;
  handlers.row = [&](RosterRow&&) -> Result<void> {
    ++counted.rows;
    return {};
  };
  handlers.issue = [&](const RowIssue& issue) {
    if (issue.code == RowCode::consent_missing) return;
    if (!counted.first) counted.first = issue;
    ++counted.issues;
  };
  const std::uint64_t before = resident_bytes();
  handlers.progress = [&](std::uint64_t) {
    const std::uint64_t now = resident_bytes();
    if (now > before) counted.grown = std::max(counted.grown, now - before);
    return true;
  };
  counted.result = read_roster(source, school(), handlers);
  return counted;
}

// Sanitizers keep freed memory for a while; a file of 48 MiB held in memory still shows.
constexpr std::uint64_t kAllowed = 24 * 1024 * 1024;

const std::string kHead = "ID;ФИО;СНИЛС\n";

void check_endless(std::uint64_t total) {
  // one quoted cell that never ends, on one line
  const Counted line = count(endless(kHead + "1;\"", "x", total));
  CHECK(line.result);
  CHECK(line.rows == 0);
  CHECK(line.issues == 1);
  REQUIRE(line.first);
  CHECK(name_of(line.first->code) == "row_too_long");
  CHECK(line.first->line == 2);
  // the same over lines
  const Counted lines = count(endless(kHead + "1;\"Орлова", std::string(1000, 'x') + "\n", total));
  CHECK(lines.result);
  CHECK(lines.rows == 0);
  REQUIRE(lines.first);
  CHECK(name_of(lines.first->code) == "row_too_long");
  CHECK(lines.first->line == 2);
  CHECK(lines.issues > total / 1100);
  // and no header at all
  CHECK_FALSE(count(endless("\"", "x", total)).result);
  CHECK_FALSE(count(endless("", "\"\n", total)).result);
  CHECK(line.grown < kAllowed);
  CHECK(lines.grown < kAllowed);
}

}  // namespace

TEST_CASE("an endless quoted cell is reported in bounded memory") { check_endless(48 * 1024 * 1024); }

TEST_CASE("an endless quoted cell of a gigabyte", "[.long]") { check_endless(std::uint64_t{1} << 30); }

TEST_CASE("rows behind an endless cell are read") {
  std::string text = kHead + "1;\"Орлова;\n";
  for (int i = 0; i < 500; ++i) text += "5;Ким Алексей;" + std::string(200, ' ') + "\n";
  const Counted counted = count(bytes_of(text));
  CHECK(counted.rows == 500);
  REQUIRE(counted.first);
  CHECK(counted.first->line == 2);
}

TEST_CASE("a big file streams", "[.long]") {
  // A long remark in every row, so that the time goes into the reading and not into the names.
  const std::string row = "1;Орлова Анна Сергеевна;165-472-310 69;\"" + std::string(8000, 'x') + "\"\n";
  const std::string wide = "ID;ФИО;СНИЛС;Примечание\n";
  const std::uint64_t rows = (std::uint64_t{1} << 30) / row.size();
  const Counted counted = count(endless(wide, row, wide.size() + rows * row.size()));
  CHECK(counted.result);
  CHECK(counted.rows == rows);
  CHECK(counted.grown < kAllowed);
}

TEST_CASE("a header may stand behind the first block of a file") {
  std::string text;
  for (int i = 0; i < 40; ++i) text += std::string(3000, 'x') + "\n";
  const Reading reading = read(text + "ID;ФИО\n1;Орлова Анна\n", school());
  REQUIRE(reading.rows.size() == 1);
  CHECK(reading.shape->header_line == 41);
}

TEST_CASE("broken bytes far inside are found at their place") {
  std::string text = kHead;
  while (text.size() < 300000) text += "1;Орлова Анна;\n";
  const std::size_t place = text.size();
  text += "\xFF\n";
  const Reading reading = read("\xEF\xBB\xBF" + text, school());
  CHECK(reading.failed() == "bad_utf8");
  CHECK(reading.error->offset == place + 3);
}

TEST_CASE("a file cut inside a character is truncated") {
  const std::string utf16 = "\xFF\xFE" + *text::encode("ID;ФИО\n1;Орлова Анна\n", text::Encoding::utf16le);
  CHECK(read(std::string_view(utf16).substr(0, utf16.size() - 1), school()).failed() == "file_truncated");
}

TEST_CASE("progress is told about every mebibyte and at the end") {
  const std::string row = "1;" + std::string(1000, 'x') + "\n";  // short of a column
  const std::uint64_t total = 3 * 1024 * 1024 + 5;
  std::vector<std::uint64_t> told;
  RosterHandlers handlers;
  handlers.progress = [&](std::uint64_t bytes) {
    told.push_back(bytes);
    return told.size() < 3;
  };
  const auto result = read_roster(endless(kHead, row, total), school(), handlers);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == Errc::cancelled);
  REQUIRE(told.size() == 3);
  CHECK(told[0] >= 1024 * 1024);
  CHECK(told[2] < total);
}

TEST_CASE("errors of a source are passed on, and a source that lies is refused") {
  const ByteSource broken = [](std::span<char>) -> Result<std::size_t> { return fail(Errc::file_read); };
  CHECK(read(broken, school()).failed() == "file_read");
  const ByteSource liar = [](std::span<char> buffer) -> Result<std::size_t> { return buffer.size() + 1; };
  CHECK(read(liar, school()).failed() == "bad_argument");
  CHECK(read(ByteSource{}, school()).failed() == "bad_argument");
}

TEST_CASE("files") {
  char name[] = "kto-roster-XXXXXX";
  const int file = mkstemp(name);
  REQUIRE(file >= 0);
  const std::string bytes = public_roster();
  REQUIRE(::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  ::close(file);
  {
    const auto source = bytes_of_file(name);
    REQUIRE(source);
    CHECK(read(*source, options()).rows.size() == 22);
  }
  std::remove(name);
  const auto gone = bytes_of_file(name);
  REQUIRE_FALSE(gone);
  CHECK(gone.error().code == Errc::file_not_found);
  const auto folder = bytes_of_file(KTO_TEST_VECTORS);
  REQUIRE_FALSE(folder);
  CHECK(folder.error().code == Errc::file_read);
  CHECK(bytes_of_file(std::string("a\0b", 3)).error().code == Errc::bad_argument);
}
