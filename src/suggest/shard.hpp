// One region in memory: a row for each reading of each card, sorted by name, with ways in by number and by
// birth date. Immutable.
#pragma once

#include "suggest/dictionary.hpp"
#include "suggest/rank.hpp"

namespace kto::suggest {

// As little as a row can be.
struct Row {
  std::array<NameId, part_count> names;
  std::uint32_t number;     // usable; 0 = none
  std::int32_t birth_date;  // as in Facts
  std::uint32_t id;         // where the card's id lies; ascends with the key, so it is the order as well
  std::uint32_t organisation;
  std::uint8_t sex : 2;
  std::uint8_t reading : 2;
  std::uint8_t number_written : 1;
  std::uint8_t only_pupil : 1;
  std::uint8_t no_pupil : 1;
  std::uint8_t archived : 1;
};

class Shard {
 public:
  class Builder {
   public:
    explicit Builder(Region region) : region_(region) {}
    // In key order. Error: too_many.
    Result<void> add(const Persona& persona);
    Shard build() &&;
    Region region() const noexcept { return region_; }

   private:
    Region region_;
    std::array<Dictionary::Builder, part_count> names_{
        Dictionary::Builder(Part::surname), Dictionary::Builder(Part::given), Dictionary::Builder(Part::patronymic)};
    std::vector<Row> rows_{};
    std::string ids_{};
    std::vector<std::string> organisations_{};
    std::vector<std::pair<CellDigits, std::uint32_t>> cells_{};  // of rows, by their id for now
    std::uint64_t personas_ = 0;
  };

  Region region() const noexcept { return region_; }
  std::uint64_t personas() const noexcept { return personas_; }
  std::size_t bytes() const noexcept;
  std::vector<Suggestion> suggest(const SuggestQuery& query, std::size_t limit) const;

 private:
  using RowNumber = std::uint32_t;
  struct Lookup;  // of one reading of a question
  explicit Shard(Region region) : region_(region) {}
  void gather_by_name(const Lookup& lookup, std::vector<RowNumber>& found) const;
  void gather_moved(const Letters& asked, std::vector<RowNumber>& found) const;
  void gather_by_birth_date(const Inquiry& inquiry, std::vector<RowNumber>& found) const;
  void gather_by_number(const Inquiry& inquiry, std::vector<RowNumber>& found) const;
  void consider(const Inquiry& inquiry, std::uint32_t question, std::vector<Candidate>& candidates) const;
  bool held_by_elder(const Candidate& candidate) const;
  std::span<const RowNumber> holders(std::uint32_t number) const;
  Facts facts_of_row(RowNumber row) const;
  Letters letters_of_row(const Row& row) const;
  PersonaKey key_of_row(const Row& row) const;

  Region region_;
  std::uint64_t personas_ = 0;
  std::vector<Dictionary> names_{};                          // by part
  std::vector<Row> rows_{};                                  // by names
  std::vector<RowNumber> surnames_{};                        // where the rows of each surname begin
  std::vector<RowNumber> by_number_{};                       // rows with a usable number, by number, then by id
  std::vector<RowNumber> by_birth_date_{};                   // rows with a birth date
  std::vector<std::pair<CellDigits, RowNumber>> cells_{};    // rows with digits of no number, sorted
  std::vector<std::pair<RowNumber, CellDigits>> cell_of_{};  // the same by row
  std::string ids_{};                                        // a byte of length, then the id
  std::vector<std::string> organisations_{};
};

}  // namespace kto::suggest
