// Filling a shard, and what it can tell of its rows.
#include <algorithm>
#include <limits>
#include <numeric>

#include "suggest/shard.hpp"

namespace kto::suggest {
namespace {

constexpr std::size_t most_bytes_of_ids = std::size_t{1} << 31;

template <class Value>
std::size_t bytes_of(const std::vector<Value>& values) {
  return values.capacity() * sizeof(Value);
}

}  // namespace

Result<void> Shard::Builder::add(const Persona& persona) {
  const std::string& id = persona.key.id.str();
  if (ids_.size() + id.size() + 1 > most_bytes_of_ids || id.size() > limits::id_bytes) return fail(Errc::too_many);
  const std::string& organisation = persona.key.organisation.str();
  if (organisations_.empty() || organisations_.back() != organisation) organisations_.push_back(organisation);
  const Facts facts = facts_of(persona);
  Row row{};
  row.number = facts.number;
  row.birth_date = facts.birth_date;
  row.id = static_cast<std::uint32_t>(ids_.size());
  row.organisation = static_cast<std::uint32_t>(organisations_.size() - 1);
  row.sex = static_cast<std::uint8_t>(facts.sex) & 3U;
  row.number_written = facts.number_written;
  row.only_pupil = facts.only_pupil;
  row.no_pupil = facts.no_pupil;
  row.archived = facts.archived;
  const auto readings = readings_of(persona.name);
  for (std::size_t i = 0; i < readings.size(); ++i) {
    for (std::size_t part = 0; part < part_count; ++part) row.names[part] = names_[part].add(readings[i][part]);
    row.reading = static_cast<std::uint8_t>(i) & 3U;
    rows_.push_back(row);
  }
  if (facts.cell != 0) cells_.emplace_back(facts.cell, row.id);
  ids_ += static_cast<char>(id.size());
  ids_ += id;
  ++personas_;
  return {};
}

Shard Shard::Builder::build() && {
  Shard out(region_);
  out.personas_ = personas_;
  for (auto& names : names_) out.names_.push_back(std::move(names).build());
  out.ids_ = std::move(ids_);
  out.ids_.shrink_to_fit();
  out.organisations_ = std::move(organisations_);

  rows_.shrink_to_fit();
  std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
    return std::tuple(a.names, a.id, +a.reading) < std::tuple(b.names, b.id, +b.reading);
  });
  out.rows_ = std::move(rows_);
  const auto& rows = out.rows_;
  out.surnames_.assign(out.names_[0].size() + 1, 0);
  for (const Row& row : rows) ++out.surnames_[row.names[0] + 1];
  std::partial_sum(out.surnames_.begin(), out.surnames_.end(), out.surnames_.begin());

  for (RowNumber i = 0; i < rows.size(); ++i) {
    if (rows[i].number != 0) out.by_number_.push_back(i);
    if (rows[i].birth_date != 0) out.by_birth_date_.push_back(i);
    const auto digits = std::lower_bound(cells_.begin(), cells_.end(), rows[i].id,
                                         [](const auto& cell, std::uint32_t id) { return cell.second < id; });
    if (digits == cells_.end() || digits->second != rows[i].id) continue;
    out.cells_.emplace_back(digits->first, i);
    out.cell_of_.emplace_back(i, digits->first);
  }
  std::sort(out.by_number_.begin(), out.by_number_.end(), [&](RowNumber a, RowNumber b) {
    return std::tuple(rows[a].number, rows[a].id, a) < std::tuple(rows[b].number, rows[b].id, b);
  });
  std::sort(out.by_birth_date_.begin(), out.by_birth_date_.end(), [&](RowNumber a, RowNumber b) {
    return std::pair(rows[a].birth_date, a) < std::pair(rows[b].birth_date, b);
  });
  std::sort(out.cells_.begin(), out.cells_.end());
  out.by_number_.shrink_to_fit();
  out.by_birth_date_.shrink_to_fit();
  return out;
}

std::size_t Shard::bytes() const noexcept {
  std::size_t sum = bytes_of(rows_) + bytes_of(surnames_) + bytes_of(by_number_) + bytes_of(by_birth_date_) +
                    bytes_of(cells_) + bytes_of(cell_of_) + ids_.capacity() + bytes_of(organisations_);
  for (const auto& names : names_) sum += names.bytes();
  for (const auto& organisation : organisations_) sum += organisation.capacity() + 1;
  return sum;
}

Facts Shard::facts_of_row(RowNumber number) const {
  const Row& row = rows_[number];
  Facts out;
  out.number = row.number;
  out.birth_date = row.birth_date;
  out.sex = static_cast<Sex>(row.sex);
  out.number_written = row.number_written != 0;
  out.only_pupil = row.only_pupil != 0;
  out.no_pupil = row.no_pupil != 0;
  out.archived = row.archived != 0;
  if (out.number == 0 && out.number_written) {
    const auto cell = std::lower_bound(cell_of_.begin(), cell_of_.end(), number,
                                       [](const auto& one, RowNumber wanted) { return one.first < wanted; });
    if (cell != cell_of_.end() && cell->first == number) out.cell = cell->second;
  }
  return out;
}

Letters Shard::letters_of_row(const Row& row) const {
  Letters out;
  for (std::size_t i = 0; i < part_count; ++i) out[i] = names_[i].name(row.names[i]);
  return out;
}

PersonaKey Shard::key_of_row(const Row& row) const {
  const auto size = static_cast<unsigned char>(ids_[row.id]);
  return {region_, OrganisationId(organisations_[row.organisation]), PersonaId(ids_.substr(row.id + 1, size))};
}

}  // namespace kto::suggest
