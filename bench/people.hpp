// Invented people for the benchmarks: the same ones at every run, put together from small lists.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kto/snils.hpp"

namespace kto::bench {

struct Person {
  std::string surname;
  std::string given;
  std::string patronymic;
  std::string snils;       // canonical
  std::string birth_date;  // ДД.ММ.ГГГГ, an adult's
  bool woman = false;

  std::string line() const { return surname + ' ' + given + ' ' + patronymic; }
};

// The first `count` people. Numbers are all different.
std::vector<Person> people(std::size_t count);

// The same person as another system may write it: by turns unchanged, in capitals, with the marks apart
// (NFD), with е for ё.
Person as_written_elsewhere(const Person& person, std::size_t turn);

// A roster of region 38, as Excel saves it in Windows-1251.
std::string roster_1251(const std::vector<Person>& persons);

// A sign-in request of a confirmed account, one line of JSON.
std::string request(const Person& person, std::size_t number);

// A benchmark whose answers are wrong measures nothing: says where and aborts.
void need(bool right, const char* what);

}  // namespace kto::bench
